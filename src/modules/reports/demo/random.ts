/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator (Knuth, TAOCP vol. 2, §3.2.1, modulus 2^32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** One of these, each as likely. */
export function pick<Value>(from: readonly Value[], random: () => number): Value {
  const picked = from[Math.floor(random() * from.length)]
  if (picked === undefined) throw new Error('There is nothing to pick from.')
  return picked
}

/** One of these, as likely as its weight. */
export function pickWeighted<Value>(
  from: readonly Value[],
  weight: (value: Value) => number,
  random: () => number,
): Value {
  let left = random() * from.reduce((sum, value) => sum + weight(value), 0)
  return from.find((value) => (left -= weight(value)) < 0) ?? pick(from, random)
}
