/** A stretch of consecutive pairs: from the first up to, not with, the last. */
export interface Block {
  readonly from: number
  readonly to: number
}

/** So many stretches of about the same number of consecutive pairs. Values close in time are alike: who shuffles them tests what was learned. */
export function blocksOf(length: number, count: number): Block[] {
  return Array.from({ length: count }, (_, k) => ({
    from: Math.floor((k * length) / count),
    to: Math.floor(((k + 1) * length) / count),
  })).filter(({ from, to }) => to > from)
}

/** The places that a block has. */
export function placesIn({ from, to }: Block): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k)
}

/** The places of a series of this length that a block does not have. */
export function placesOutside({ from, to }: Block, length: number): number[] {
  return [...placesIn({ from: 0, to: from }), ...placesIn({ from: to, to: length })]
}
