/** From so many letters on a word may have one typing error, or two. */
const ONE_FROM = 5
const TWO_FROM = 9

/** Whether one word may be the other with a typing error: one in five letters or more, two in nine or more. */
export function isTypingError(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length)
  const most = shortest >= TWO_FROM ? 2 : shortest >= ONE_FROM ? 1 : 0
  if (Math.abs(one.length - other.length) > most) return false
  return editsBetween(one, other) <= most
}

/**
 * How many letters are put in, left out, replaced, or changed places with their neighbour: the optimal string alignment distance
 * (Damerau, 1964; Wagner and Fischer, 1974).
 */
function editsBetween(one: string, other: string): number {
  const first = Array.from({ length: other.length + 1 }, (_, index) => index)
  let [before, last]: [number[], number[]] = [[], first]
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next[column] = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (before[column - 2] ?? 0) + 1 : Infinity,
      )
    }
    ;[before, last] = [last, next]
  }
  return last[other.length] ?? 0
}
