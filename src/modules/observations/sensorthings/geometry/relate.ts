import type { Box } from '#core/geo/polygon.ts'
import type { Geometry, Position } from './geometry.ts'

/** Where a place is of a geometry: 0 within, 1 on its edge, 2 outside. */
type Where = 0 | 1 | 2

type Edge = readonly [Position, Position]

/** Counts how often an edge is held against something; throws when that is too often. */
export type Spend = (work: number) => void
const freely: Spend = () => {}

interface Side {
  readonly geometry: Geometry
  readonly lineEdges: readonly Edge[]
  readonly ringEdges: readonly Edge[]
  /** All of these. */
  readonly edges: readonly Edge[]
  /** Ends of lines that are the edge of those lines: the ends that an odd number of lines has (OGC 06-103r4 §6.1.8). */
  readonly ends: readonly Position[]
  readonly hasArea: boolean
}

/** Degrees that count as the same place: about a tenth of a millimetre. */
const SAME = 1e-9

/**
 * How two geometries stand to each other: the nine dimensions of DE-9IM (OGC 06-103r4 §6.1.15), rows for the inside, the edge and the
 * outside of the first, columns for those of the second; `F` is empty. On a plane of degrees.
 */
export function relate(one: Geometry, other: Geometry, spend = freely): string {
  const [a, b] = [sideOf(one), sideOf(other)]
  spend(1)
  if (isApart(one, other))
    return written([-1, -1, dimensionOf(one), -1, -1, edgeOf(a), dimensionOf(other), edgeOf(b), 2])
  if (isOnlyPoints(one)) return pointsTo(one.points, b, spend)
  if (isOnlyPoints(other)) return turned(pointsTo(other.points, a, spend))
  const matrix: number[] = Array.from({ length: 9 }, () => -1)
  const meet = (inOne: Where, inOther: Where, dimension: number) => {
    const place = inOne * 3 + inOther
    matrix[place] = Math.max(matrix[place] ?? -1, dimension)
  }
  matrix[8] = 2
  for (const [x, y, turned] of [
    [a, b, false],
    [b, a, true],
  ] as const) {
    const tell = (ofX: Where, ofY: Where, dimension: number) =>
      turned ? meet(ofY, ofX, dimension) : meet(ofX, ofY, dimension)
    const all = x.edges.length + y.edges.length
    for (const point of placesOf(x, y, spend)) {
      spend(all)
      tell(whereIs(point, x), whereIs(point, y), 0)
    }
    for (const piece of piecesOf(x, y, spend)) {
      spend(2 * all)
      const middle: Position = [(piece[0][0] + piece[1][0]) / 2, (piece[0][1] + piece[1][1]) / 2]
      const [ofX, ofY] = [whereIs(middle, x), whereIs(middle, y)]
      if (ofX === 2) continue
      tell(ofX, ofY, 1)
      // Beside the edge of an area lies its inside on one hand and its outside on the other.
      if (!x.hasArea || ofX !== 1) continue
      for (const beside of besides(piece, middle)) {
        const [besideX, besideY] = [inArea(beside, x) ? 0 : 2, inArea(beside, y) ? 0 : 2] as const
        tell(besideX, besideY, 2)
      }
    }
  }
  return written(matrix)
}

/** Points are what most sensors stand at: each is looked up in the other, and no edges are cut. */
function pointsTo(points: readonly Position[], other: Side, spend: Spend): string {
  spend(points.length * (other.edges.length + other.geometry.points.length + 1))
  const found = [-1, -1, -1, -1, -1, -1, -1, -1, 2]
  for (const point of points) found[whereIs(point, other)] = 0
  const isCovered = (place: Position) => points.some((point) => isSame(point, place))
  const { points: others, lines, areas } = other.geometry
  found[6] = areas.length > 0 ? 2 : lines.length > 0 ? 1 : others.every(isCovered) ? -1 : 0
  found[7] = areas.length > 0 ? 1 : other.ends.every(isCovered) ? -1 : 0
  return written(found)
}

function turned(matrix: string): string {
  return [0, 3, 6, 1, 4, 7, 2, 5, 8].map((place) => matrix[place]).join('')
}

function written(matrix: readonly number[]): string {
  return matrix.map((dimension) => (dimension < 0 ? 'F' : String(dimension))).join('')
}

function isOnlyPoints({ points, lines, areas }: Geometry): boolean {
  return points.length > 0 && lines.length === 0 && areas.length === 0
}

/** The dimension of the edge of a geometry; -1 when it has none. */
function edgeOf({ hasArea, ends }: Side): number {
  return hasArea ? 1 : ends.length > 0 ? 0 : -1
}

/** Whether the boxes around two geometries do not meet: then they do not either. */
function isApart(one: Geometry, other: Geometry): boolean {
  const [a, b] = [boxOf(one), boxOf(other)]
  return a[0] > b[2] + SAME || b[0] > a[2] + SAME || a[1] > b[3] + SAME || b[1] > a[3] + SAME
}

const boxes = new WeakMap<Geometry, Box>()

function boxOf(geometry: Geometry): Box {
  const known = boxes.get(geometry) ?? newBox(geometry)
  boxes.set(geometry, known)
  return known
}

function newBox({ points, lines, areas }: Geometry): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const positions of [points, ...lines, ...areas.flat()])
    for (const [x, y] of positions) {
      west = Math.min(west, x)
      south = Math.min(south, y)
      east = Math.max(east, x)
      north = Math.max(north, y)
    }
  return [west, south, east, north]
}

/** Whether a matrix fits a pattern of `T`, `F`, `*`, `0`, `1` and `2`. */
export function fits(matrix: string, pattern: string): boolean {
  return Array.from(pattern).every((sign, place) => {
    const found = matrix[place]
    if (sign === '*') return true
    return sign === 'T' ? found !== 'F' : found === sign
  })
}

/** Of the geometry in a question many places ask. */
const sides = new WeakMap<Geometry, Side>()

function sideOf(geometry: Geometry): Side {
  const known = sides.get(geometry) ?? newSide(geometry)
  sides.set(geometry, known)
  return known
}

function edgesOf(lines: readonly (readonly Position[])[]): Edge[] {
  return lines.flatMap((positions) =>
    positions.slice(1).flatMap((to, index) => {
      const from = positions[index]
      return from === undefined || isSame(from, to) ? [] : [[from, to] as const]
    }),
  )
}

function newSide(geometry: Geometry): Side {
  const { lines, areas } = geometry
  const [lineEdges, ringEdges] = [edgesOf(lines), edgesOf(areas.flat())]
  const all = lines.flatMap((line) => [line[0], line.at(-1)]).filter((end) => end !== undefined)
  const ends = all.filter(
    (end, index) =>
      all.findIndex((first) => isSame(first, end)) === index &&
      all.filter((each) => isSame(each, end)).length % 2 === 1,
  )
  return { geometry, lineEdges, ringEdges, edges: [...lineEdges, ...ringEdges], ends, hasArea: areas.length > 0 }
}

/** Corners, ends, points and where edges of the two cross. */
function placesOf(x: Side, y: Side, spend: Spend): Position[] {
  spend(x.edges.length * y.edges.length)
  const { points, lines, areas } = x.geometry
  const crossings = x.edges.flatMap((edge) => y.edges.flatMap((other) => crossing(edge, other)))
  return [...points, ...lines.flat(), ...areas.flat(2), ...crossings]
}

/** The edges of one, cut where anything of either stands on them. */
function piecesOf(x: Side, y: Side, spend: Spend): Edge[] {
  const others = [...y.edges, ...x.edges]
  const points = [...y.geometry.points, ...x.geometry.points]
  return x.edges.flatMap((edge) => {
    spend(others.length + points.length)
    const [from, to] = edge
    const cuts = [
      ...others.flatMap((other) => (other === edge ? [] : crossing(edge, other))),
      ...points.filter((point) => isOn(point, edge)),
    ]
    const along = ([px, py]: Position) => (px - from[0]) * (to[0] - from[0]) + (py - from[1]) * (to[1] - from[1])
    const sorted = [from, ...cuts, to].toSorted((p, q) => along(p) - along(q))
    return sorted.slice(1).flatMap((end, index) => {
      const start = sorted[index]
      return start === undefined || isSame(start, end) ? [] : [[start, end] as const]
    })
  })
}

/** Where two edges meet: nowhere, in a place, or in the two ends of what they share. */
function crossing(one: Edge, other: Edge): Position[] {
  const [[ax, ay], [bx, by]] = one
  const [[cx, cy], [dx, dy]] = other
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  const onEnds = [...one.filter((end) => isOn(end, other)), ...other.filter((end) => isOn(end, one))]
  if (onEnds.length > 0 || Math.abs(turn) < 1e-18) return onEnds
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [[ax + t * (bx - ax), ay + t * (by - ay)]] : []
}

function whereIs(place: Position, { geometry, lineEdges, ringEdges, ends }: Side): Where {
  const { points, areas } = geometry
  if (areas.length > 0) {
    if (ringEdges.some((edge) => isOn(place, edge))) return 1
    if (isWithin(place, areas)) return 0
  }
  if (lineEdges.some((edge) => isOn(place, edge))) return ends.some((end) => isSame(end, place)) ? 1 : 0
  return points.some((point) => isSame(point, place)) ? 0 : 2
}

function inArea(place: Position, { geometry }: Side): boolean {
  return isWithin(place, geometry.areas)
}

/** Even or odd: how often a ray meets the rings of an area. */
function isWithin([x, y]: Position, areas: Geometry['areas']): boolean {
  return areas.some((rings) => {
    let isIn = false
    for (const ring of rings)
      ring.forEach(([bx, by], index) => {
        const [ax, ay] = ring[index === 0 ? ring.length - 1 : index - 1] ?? [bx, by]
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isIn = !isIn
      })
    return isIn
  })
}

function besides([from, to]: Edge, [x, y]: Position): Position[] {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const step = Math.min(1e-7, length / 100)
  const [nx, ny] = [(-dy / length) * step, (dx / length) * step]
  return [
    [x + nx, y + ny],
    [x - nx, y - ny],
  ]
}

function isOn([x, y]: Position, [[ax, ay], [bx, by]]: Edge): boolean {
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared))
  return Math.hypot(x - ax - t * dx, y - ay - t * dy) <= SAME
}

function isSame([ax, ay]: Position, [bx, by]: Position): boolean {
  return Math.abs(ax - bx) <= SAME && Math.abs(ay - by) <= SAME
}

/** The highest dimension of a geometry: 0 for points, 1 for lines, 2 for areas. */
export function dimensionOf({ lines, areas }: Geometry): 0 | 1 | 2 {
  return areas.length > 0 ? 2 : lines.length > 0 ? 1 : 0
}
