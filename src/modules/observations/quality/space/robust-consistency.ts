import { z } from 'zod'
import { FLAG } from '../flags.ts'
import { medianInPlace } from '../median.ts'
import { MAD_TO_DEVIATION } from '../time/neighbours.ts'
import { openBox } from './box.ts'
import { fitGradient } from './gradient.ts'
import type { Network } from './network.ts'
import type { SpaceTest } from './space-test.ts'

const Parameters = z.object({
  radiusMetres: z.number().positive(),
  /** So many of the nearest predict a station. */
  mostNeighbours: z.int().min(3).max(300).default(24),
  leastNeighbours: z.int().min(3).max(300).default(5),
  leastScaleMetres: z.number().positive().default(1000),
  heightScaleMetres: z.number().positive().nullable().default(null),
  /** Units for each metre upwards; `fitted`: the median of the slopes between neighbours at different heights. */
  gradient: z.union([z.number(), z.literal('fitted')]).default(0),
  /** The variance of the error of a sensor over that of the field. */
  noise: z.number().positive().default(0.5),
  /** What good sensors differ from each other at least, in the unit of the value. */
  leastDeviation: z.number().positive(),
  /** How many standard deviations a value may be from what the others predict. */
  suspect: z.number().positive().default(4),
  fail: z.number().positive().default(6),
  rounds: z.int().min(1).max(10).default(2),
})
type Parameters = z.infer<typeof Parameters>

/** So many deviations off, a station begins to count less for its neighbours (Huber, 1964); three times as many, not at all. */
const DOUBT = 2.5

/**
 * Our own robust test: a station is judged by what its neighbours predict, and a neighbour counts the less the less it is believed itself.
 * Nobody is thrown out for good, so that who was suspected because of a bad neighbour comes back. docs/quality.md has the steps and why.
 */
export const robustConsistency: SpaceTest<Parameters> = {
  name: 'robust-consistency',
  parameters: Parameters,
  wants: ({ heightScaleMetres, gradient }) =>
    heightScaleMetres === null && gradient === 0 ? 'a value' : 'a value and an elevation',
  judge(network, parameters) {
    const { count, value, elevation, tree } = network
    const { mostNeighbours, leastNeighbours, radiusMetres, suspect, fail, rounds } = parameters
    const neighbours = new Uint32Array(count * mostNeighbours)
    const sizes = new Uint16Array(count)
    for (let p = 0; p < count; p += 1) {
      const near = tree.nearest(p, mostNeighbours, radiusMetres)
      neighbours.set(near, p * mostNeighbours)
      sizes[p] = near.length
    }
    const near = (p: number): Uint32Array =>
      neighbours.subarray(p * mostNeighbours, p * mostNeighbours + (sizes[p] as number))
    const slope = parameters.gradient === 'fitted' ? fitGradient(network, near) : parameters.gradient
    const level = value.map((v, p) => v - slope * (elevation[p] as number))
    let off = fromMedian(level, near, parameters)
    for (let round = 0; round < rounds; round += 1) {
      const innovations = predictAll(network, level, near, off, parameters)
      off = inDeviations(innovations, near, off, parameters)
    }
    return Uint8Array.from(off, (z, p) => {
      if (Number.isNaN(z) || (sizes[p] as number) < leastNeighbours) return FLAG.unknown
      return Math.abs(z) > fail ? FLAG.fail : Math.abs(z) > suspect ? FLAG.suspect : FLAG.good
    })
  },
}

type Near = (p: number) => Uint32Array

/** The first guess: from the median of the neighbours, in deviations of theirs; half of them may be wrong. NaN with too few. */
function fromMedian(level: Float64Array, near: Near, { leastNeighbours, leastDeviation, mostNeighbours }: Parameters) {
  const some = new Float64Array(mostNeighbours)
  return level.map((own, p) => {
    const others = near(p)
    if (others.length < leastNeighbours) return NaN
    for (let k = 0; k < others.length; k += 1) some[k] = level[others[k] as number] as number
    const middle = medianInPlace(some, others.length)
    for (let k = 0; k < others.length; k += 1) some[k] = Math.abs((some[k] as number) - middle)
    return (own - middle) / Math.max(leastDeviation, MAD_TO_DEVIATION * medianInPlace(some, others.length))
  })
}

/** What each station says that its neighbours, each believed as far as it deserves, do not. NaN when too few are believed. */
function predictAll(
  network: Network,
  level: Float64Array<ArrayBuffer>,
  near: Near,
  off: Float64Array,
  parameters: Parameters,
) {
  const { mostNeighbours, leastNeighbours, noise } = parameters
  const box = openBox(network, parameters, mostNeighbours + 1)
  const [members, right] = [new Uint32Array(mostNeighbours + 1), new Float64Array(mostNeighbours + 1)]
  const some = new Float64Array(mostNeighbours)
  const noiseOf = Float64Array.from(off, (z) => noise / beliefIn(z))
  return level.map((own, p) => {
    let size = 0
    for (const q of near(p)) if (beliefIn(off[q] as number) > 0) members[size++] = q
    if (size < leastNeighbours) return NaN
    members[size] = p
    if (!box.set(members, size + 1, (q) => (q === p ? noise : (noiseOf[q] as number)))) return NaN
    for (let k = 0; k < size; k += 1) some[k] = level[members[k] as number] as number
    const background = medianInPlace(some, size)
    for (let k = 0; k < size; k += 1) right[k] = (level[members[k] as number] as number) - background
    right[size] = own - background
    return box.innovationOfLast(right)
  })
}

/**
 * Innovations in deviations of those of the neighbours that are believed: by their median, and without those that are not, so that many
 * wrong ones do not widen it.
 */
function inDeviations(
  innovations: Float64Array<ArrayBuffer>,
  near: Near,
  off: Float64Array,
  { leastDeviation, mostNeighbours, noise }: Parameters,
): Float64Array<ArrayBuffer> {
  const some = new Float64Array(mostNeighbours)
  // Of a field that is flat the innovations are those of the sensors alone.
  const least = leastDeviation / Math.sqrt(noise)
  return innovations.map((own, p) => {
    if (Number.isNaN(own)) return NaN
    let size = 0
    for (const q of near(p))
      if (!Number.isNaN(innovations[q]) && beliefIn(off[q] as number) > 0)
        some[size++] = Math.abs(innovations[q] as number)
    return own / (size === 0 ? least : Math.max(least, MAD_TO_DEVIATION * medianInPlace(some, size)))
  })
}

/** From 1 (fully) to 0 (not at all). Of whom nothing is known everything is believed. */
function beliefIn(z: number): number {
  const off = Math.abs(z)
  if (!(off > DOUBT)) return 1
  return off > 3 * DOUBT ? 0 : (DOUBT / off) ** 2
}
