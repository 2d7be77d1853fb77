/** How often something is done again that stood in the way of something else. */
const MOST_TURNS = 5

/**
 * Does work that is one transaction, and once more when PostgreSQL ended it because two stood in each other's way (deadlock, 40P01;
 * serialization, 40001): nothing of it was kept then.
 */
export async function tryAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let turn = 1; ; turn++) {
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (turn >= MOST_TURNS || (code !== '40P01' && code !== '40001')) throw error
    }
  }
}
