import { blocksOf, placesIn, placesOutside, type Block } from './blocks.ts'
import { applyModel, fitModel, type Family } from './model.ts'
import { atPlaces, type Pairs } from './pairs.ts'

/** What a model said about pairs that it had not seen. */
export interface HeldOut {
  /** Microseconds since 1970, UTC. */
  readonly time: Float64Array
  /** What it said, in the unit of the reference. */
  readonly said: Float64Array
  /** Reference minus what it said. */
  readonly residuals: Float64Array
  readonly reference: Float64Array
}

/** Each block in its turn, said by a model of this family that was fitted on all others. */
export function leaveBlocksOut(family: Family, pairs: Pairs, count: number): HeldOut[] {
  return blocksOf(pairs.time.length, count).map((block) => leaveOut(family, pairs, block))
}

/** What a model of this family says of a block after it was fitted on all that is outside. */
export function leaveOut(family: Family, pairs: Pairs, block: Block): HeldOut {
  const seen = atPlaces(pairs, placesOutside(block, pairs.time.length))
  const { time, reference, ...inputs } = atPlaces(pairs, placesIn(block))
  const said = applyModel(fitModel(family, seen), inputs)
  return { time, said, reference, residuals: reference.map((value, i) => value - (said[i] as number)) }
}

/** The mean square of what a model was off. */
export function meanSquareOf({ residuals }: Pick<HeldOut, 'residuals'>): number {
  return residuals.reduce((sum, residual) => sum + residual * residual, 0) / residuals.length
}

/** Several stretches as one. */
export function joinHeldOut(parts: readonly HeldOut[]): HeldOut {
  const join = (column: keyof HeldOut): Float64Array => Float64Array.from(parts.flatMap((part) => [...part[column]]))
  return { time: join('time'), said: join('said'), residuals: join('residuals'), reference: join('reference') }
}
