import { leaveBlocksOut, meanSquareOf, type HeldOut } from './held-out.ts'
import { familiesFor, type Family } from './model.ts'
import type { Pairs } from './pairs.ts'

/** How a family did on what it had not seen. */
export interface Tried {
  readonly family: Family
  /** Root of the mean, over all stretches that were held out, of the mean square of what it was off. In the unit of the reference. */
  readonly rmse: number
  /** Each of `BLOCKS` blocks, said by a model of all others. */
  readonly blocks: readonly HeldOut[]
}

/** Blocks that are held out in turn. Besides, each half of time is said by the other: what is far away counts too. */
export const BLOCKS = 8

/** By so much a model must be better than raw, in mean square, and in more than half of the blocks; otherwise raw is best. */
const MARGIN = 0.98

/** All families that these pairs can feed, the best on held-out stretches first. */
export function tryFamilies(pairs: Pairs, isSameUnit: boolean): Tried[] {
  return familiesFor(pairs, isSameUnit)
    .map((family) => tryFamily(family, pairs))
    .filter(({ rmse }) => Number.isFinite(rmse))
    .toSorted((a, b) => a.rmse - b.rmse)
}

/** Whether one is better than raw in sum and in most blocks. Where raw was not tried (another unit), it is. */
export function beatsRaw(one: Tried, tried: readonly Tried[]): boolean {
  const raw = tried.find(({ family }) => family === 'raw')
  if (raw === undefined) return true
  const won = one.blocks.filter((block, k) => meanSquareOf(block) < meanSquareOf(raw.blocks[k] ?? block)).length
  return one.rmse ** 2 < MARGIN * raw.rmse ** 2 && won > one.blocks.length / 2
}

/** How one family does. */
export function tryFamily(family: Family, pairs: Pairs): Tried {
  const blocks = leaveBlocksOut(family, pairs, BLOCKS)
  const stretches = [...blocks, ...leaveBlocksOut(family, pairs, 2)].map(meanSquareOf)
  return { family, blocks, rmse: Math.sqrt(stretches.reduce((sum, one) => sum + one, 0) / stretches.length) }
}
