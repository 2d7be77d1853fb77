import type { Sql } from './sql.ts'

/**
 * Does the work in a transaction that is rolled back, and gives what it answered: nothing has happened, and what is told
 * beforehand cannot differ from what the same work does. Not inside another transaction, which would be rolled back too.
 */
export async function whatIf<Result>(sql: Sql, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const answers: Result[] = []
  const undo = new Error('This transaction was only a question.')
  try {
    await sql.transaction(async (within) => {
      answers.push(await work(within))
      throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
  return answers[0] as Result // the work answered, or its own error was thrown
}
