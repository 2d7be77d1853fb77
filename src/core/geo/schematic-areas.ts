import { planeAround, type Plane } from './point.ts'
import type { Area } from './area-index.ts'

/** What is publicly known of an area whose boundary we do not have. */
export interface AreaFact {
  readonly id: string
  readonly lon: number
  readonly lat: number
  readonly areaKm2: number
}

type Corner = readonly [x: number, y: number]
interface Disc {
  readonly id: string
  readonly x: number
  readonly y: number
  /** r² = area / π, in km². */
  readonly square: number
  /** What the area pulls with: r², or less beside a small neighbour. */
  readonly weight: number
}

/** Corners of the outline that a lonely area gets. */
const CORNERS = 24
/**
 * How far beyond a circle of its own area an area may reach. Measured on Flemish Brabant and Brussels against the
 * real boundaries: at 1.2 four in a hundred places lie in nobody's area, at 1.5 the region swallows a fifth of its
 * own size of its neighbours; at 1.35 two in a hundred and a sixth (`src/modules/region/places/agreement.test.ts`).
 */
const REACH = 1.35
/** The border with a small neighbour stays beyond (1 − 0.6) / 2 = one fifth of the way from its centre. */
const LARGEST_PULL = 0.6

/**
 * Draws areas from their centre and size only: a power diagram (F. Aurenhammer, "Power Diagrams", SIAM Journal on
 * Computing 16:1, 1987). A place belongs to the area for which (distance to the centre)² − r² is smallest, with
 * r² = area / π, as long as it lies in the regular 24-gon around that centre: so the outside of the region stays
 * outside. Beside a small neighbour the weight of a large one is lowered, so that every centre stays in its own area.
 * Areas never overlap; the same facts give the same areas, whatever their order. Of two areas with the same centre
 * only the smaller keeps a polygon.
 */
export function schematicAreas(facts: readonly AreaFact[]): Area[] {
  if (facts.length === 0) return []
  const plane = planeAround({ lon: mean(facts.map(({ lon }) => lon)), lat: mean(facts.map(({ lat }) => lat)) })
  const discs = withWeights(facts, plane)
  return discs.map((disc) => ({ id: disc.id, polygons: onEarth(cellOf(disc, discs), plane) }))
}

/**
 * Lowers weights until no two differ by more than the pull allowed over their distance. Each round only lowers, and
 * ends as shortest paths do (Bellman and Ford): after a few rounds nothing changes.
 */
function withWeights(facts: readonly AreaFact[], plane: Plane): readonly Disc[] {
  let discs = facts
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((fact): Disc => {
      const [x, y] = plane.flatten(fact)
      const square = fact.areaKm2 / Math.PI
      return { id: fact.id, x, y, square, weight: square }
    })
  for (let round = 0; round < discs.length; round += 1) {
    const before = discs
    discs = before.map((disc) => ({ ...disc, weight: Math.min(...before.map((other) => limitBeside(disc, other))) }))
    if (discs.every(({ weight }, position) => weight === before[position]?.weight)) break
  }
  return discs
}

function limitBeside(disc: Disc, other: Disc): number {
  return other.weight + LARGEST_PULL * ((other.x - disc.x) ** 2 + (other.y - disc.y) ** 2)
}

function cellOf(disc: Disc, discs: readonly Disc[]): readonly Corner[] {
  let cell: readonly Corner[] = outline(disc)
  for (const other of discs) if (other !== disc && cell.length > 0) cell = keepOwnSide(cell, disc, other)
  return cell
}

function outline({ x, y, square }: Disc): Corner[] {
  // The polygon gets the area of the circle, so that its size is right: A = n/2 · R² · sin(2π/n).
  const step = (2 * Math.PI) / CORNERS
  const reach = REACH * Math.sqrt((square * step) / Math.sin(step))
  return Array.from({ length: CORNERS }, (_, n): Corner => [
    x + reach * Math.cos(n * step),
    y + reach * Math.sin(n * step),
  ])
}

/** Cuts off what is nearer, in power distance, to the other disc (clipping to a half-plane: Sutherland and Hodgman, 1974). */
function keepOwnSide(cell: readonly Corner[], own: Disc, other: Disc): Corner[] {
  const a = 2 * (other.x - own.x)
  const b = 2 * (other.y - own.y)
  const c = other.x ** 2 - own.x ** 2 + other.y ** 2 - own.y ** 2 + own.weight - other.weight
  const beyond = ([x, y]: Corner) => a * x + b * y - c
  if (a === 0 && b === 0) return isBefore(own, other) ? [...cell] : []

  const kept: Corner[] = []
  let from = cell.at(-1)
  for (const to of cell) {
    if (from) {
      const [before, after] = [beyond(from), beyond(to)]
      if (before <= 0 !== after <= 0) {
        const part = before / (before - after)
        kept.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])])
      }
      if (after <= 0) kept.push(to)
    }
    from = to
  }
  return kept
}

/** Which of two areas with the same centre keeps the place. */
function isBefore(own: Disc, other: Disc): boolean {
  return own.square < other.square || (own.square === other.square && own.id < other.id)
}

function onEarth(cell: readonly Corner[], plane: Plane): Area['polygons'] {
  const first = cell[0]
  if (!first || cell.length < 3) return []
  return [
    [
      [...cell, first].map(([x, y]): [number, number] => {
        const { lon, lat } = plane.unflatten(x, y)
        return [lon, lat]
      }),
    ],
  ]
}

function mean(numbers: readonly number[]): number {
  // Summed in one order, so that the order of the facts does not change the last digit.
  return numbers.toSorted((a, b) => a - b).reduce((sum, number) => sum + number, 0) / numbers.length
}
