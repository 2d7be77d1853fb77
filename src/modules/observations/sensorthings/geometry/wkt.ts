import { badQuery } from '../problems.ts'
import { MOST_POSITIONS, ofGeoJson, type Geometry } from './geometry.ts'

const SIGNS = /\s*(?:([A-Za-z]+)|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)|([(),]))\s*/y

const KINDS: Readonly<Record<string, readonly [type: string, depth: number]>> = {
  POINT: ['Point', 0],
  LINESTRING: ['LineString', 1],
  POLYGON: ['Polygon', 2],
  MULTIPOINT: ['MultiPoint', 1],
  MULTILINESTRING: ['MultiLineString', 2],
  MULTIPOLYGON: ['MultiPolygon', 3],
}

/** A geometry as well-known text (OGC 06-103r4 §7): `POLYGON ((4 50, 5 50, 5 51, 4 50))`. Throws a Problem for what is none. */
export function readWkt(text: string): Geometry {
  // `SRID=4326;` in front, as some write.
  const found = ofGeoJson(geoJson(text.replace(/^\s*SRID=\d+;/i, '')))
  if (found === undefined) throw badQuery(`'${text.slice(0, 60)}' is no geometry as well-known text`)
  return found
}

function geoJson(text: string): unknown {
  const tokens = tokensOf(text)
  let at = 0
  const next = () => tokens[at++]
  const kind = KINDS[(next() ?? '').toUpperCase()]
  if (kind === undefined) return undefined
  const [type, depth] = kind
  if (/^(Z|M|ZM)$/i.test(tokens[at] ?? '')) at++

  function numbers(): number[] | undefined {
    const found: number[] = []
    while (/^[-+.\d]/.test(tokens[at] ?? '')) found.push(Number(next()))
    return found.length >= 2 && found.length <= 4 ? found.slice(0, 2) : undefined
  }
  function list(levels: number): unknown {
    if (levels === 0) {
      // Points of many may have brackets of their own.
      if (tokens[at] !== '(') return numbers()
      next()
      const inside = numbers()
      return next() === ')' ? inside : undefined
    }
    if (next() !== '(') return undefined
    const found: unknown[] = []
    do {
      const one = list(levels - 1)
      if (one === undefined) return undefined
      found.push(one)
    } while (tokens[at] === ',' && next())
    return next() === ')' ? found : undefined
  }
  const coordinates = list(depth)
  return at === tokens.length ? { type, coordinates } : undefined
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  SIGNS.lastIndex = 0
  while (SIGNS.lastIndex < text.length) {
    const found = SIGNS.exec(text)
    if (found === null || tokens.length > MOST_POSITIONS * 4) return []
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '')
  }
  return tokens
}
