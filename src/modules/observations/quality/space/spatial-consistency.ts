import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { openBox } from './box.ts'
import type { Network } from './network.ts'
import type { SpaceTest } from './space-test.ts'

const Parameters = z.object({
  radiusMetres: z.number().positive(),
  /** So many of the nearest are looked at together, the station itself counted. */
  mostStations: z.int().min(3).max(500).default(50),
  leastStations: z.int().min(3).max(500).default(5),
  leastScaleMetres: z.number().positive().default(10_000),
  heightScaleMetres: z.number().positive().nullable().default(null),
  /** Units for each metre upwards. */
  gradient: z.number().default(0),
  /** The variance of the error of a sensor over that of the field. */
  noise: z.number().positive().default(0.5),
  /** How far above, and how far below, what the others predict: the squared innovation over the mean one. */
  above: z.number().positive().default(10),
  below: z.number().positive().default(10),
  iterations: z.int().min(1).max(200).default(50),
})
type Parameters = z.infer<typeof Parameters>

/**
 * A value that does not fit the field which the stations around draw (spatial consistency test; C. Lussana et al., QJRMS 136, 2010). Each
 * station is judged in the box of its own nearest stations. titanlib computes pog = cvres · ares / sig2o; with the triangular factor of
 * S + noise and the station in the last place that is n u_n² / Σ u², u being the innovations, so that no inverse is needed: docs/quality.md.
 * Of those that fail 4 only for who is worse than its nearest; then once more without them. With fewer than `leastStations` 2.
 */
export const spatialConsistency: SpaceTest<Parameters> = {
  name: 'spatial-consistency',
  parameters: Parameters,
  wants: ({ heightScaleMetres, gradient }) =>
    heightScaleMetres === null && gradient === 0 ? 'a value' : 'a value and an elevation',
  judge(network, parameters) {
    const { count } = network
    const flags = new Uint8Array(count).fill(FLAG.unknown)
    const excess = new Float64Array(count)
    const members = new Uint32Array(count * parameters.mostStations)
    const sizes = new Uint16Array(count)
    const judgeOne = openJudge(network, parameters)
    let asked = Uint32Array.from({ length: count }, (_, p) => p)
    for (let iteration = 0; iteration < parameters.iterations && asked.length > 0; iteration += 1) {
      for (const p of asked) {
        const box = members.subarray(p * parameters.mostStations, (p + 1) * parameters.mostStations)
        sizes[p] = gather(network, parameters, flags, p, box)
        excess[p] = judgeOne(box, sizes[p])
        flags[p] = Number.isNaN(excess[p]) ? FLAG.unknown : FLAG.good
      }
      const isWorst = (p: number): boolean => {
        for (let k = 0; k < Math.min(AROUND, sizes[p] as number); k += 1)
          if ((excess[members[p * parameters.mostStations + k] as number] as number) > (excess[p] as number))
            return false
        return (excess[p] as number) > 1
      }
      const worst = Uint8Array.from(flags, (flag, p) => Number(flag === FLAG.good && isWorst(p)))
      for (let p = 0; p < count; p += 1)
        if (worst[p] === 1) {
          flags[p] = FLAG.fail
          excess[p] = 0
        }
      const lost: number[] = []
      for (let p = 0; p < count; p += 1) {
        if (flags[p] === FLAG.fail) continue
        for (let k = 0; k < (sizes[p] as number); k += 1)
          if (worst[members[p * parameters.mostStations + k] as number] === 1) {
            lost.push(p)
            break
          }
      }
      asked = Uint32Array.from(lost)
    }
    return flags
  },
}

/** The stations that `p` is judged with, itself last; of those that failed none. How many there are. */
function gather(
  { tree }: Network,
  { radiusMetres, mostStations }: Parameters,
  flags: Uint8Array,
  p: number,
  box: Uint32Array,
): number {
  let [wanted, size] = [mostStations - 1, 0]
  for (;;) {
    const near = tree.nearest(p, wanted, radiusMetres)
    size = 0
    for (const q of near) if (flags[q] !== FLAG.fail && size < mostStations - 1) box[size++] = q
    // Ask for more only while there are more and failed ones took a place.
    if (size === mostStations - 1 || near.length < wanted) break
    wanted += mostStations
  }
  box[size++] = p
  return size
}

/** Says how many times a limit the innovation of the last station is; NaN when it cannot be told. */
function openJudge(network: Network, parameters: Parameters) {
  const { mostStations, leastStations, gradient, noise, above, below } = parameters
  const { value, elevation } = network
  const box = openBox(network, parameters, mostStations)
  const right = new Float64Array(mostStations)
  return (members: Uint32Array, size: number): number => {
    if (size < leastStations || !box.set(members, size, () => noise)) return NaN
    const [own, height] = [
      value[members[size - 1] as number] as number,
      elevation[members[size - 1] as number] as number,
    ]
    let mean = 0
    for (let k = 0; k < size; k += 1) {
      const q = members[k] as number
      right[k] = (value[q] as number) - own - ((elevation[q] as number) - height) * gradient
      mean += (right[k] as number) / size
    }
    for (let k = 0; k < size; k += 1) right[k] = (right[k] as number) - mean
    const last = box.innovationOfLast(right)
    let squares = 0
    for (let k = 0; k < size; k += 1) squares += (right[k] as number) ** 2
    const variance = Math.max(LEAST_VARIANCE, (noise * squares) / size)
    return (noise * last * last) / variance / (last > 0 ? above : below)
  }
}

/** A bad station spoils what is predicted for so many of its nearest. */
const AROUND = 12
/** Units², as in titanlib (`sig2o`). */
const LEAST_VARIANCE = 0.01
