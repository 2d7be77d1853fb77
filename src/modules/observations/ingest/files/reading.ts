import type { Extra } from '../../batch.ts'
import { isRefusal, readCell, readNumber, sentinels } from '../../harmonise/read-result.ts'
import { refusal, type Refusal } from '../../harmonise/refusal.ts'
import { converter } from '../../harmonise/ucum.ts'
import type { ResultKind } from '../../model.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'
import { isSentinel, whatOf, wordFor } from './absent.ts'
import { fileTime, lengthOf, type When } from './file-time.ts'
import type { Format, ThingFormat, ValueFormat } from './format.ts'

/** Signs of a key of a thing with that of its values: what the database takes. */
const MOST_KEY = 500

/** A thing that lines speak of, in the order in which they first do. */
export interface SeenThing {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly properties: Readonly<Record<string, string>>
  readonly place: { readonly lon: number; readonly lat: number } | undefined
}

/** A datastream that lines speak of; `thing` is the place of its thing among those seen. */
export interface SeenStream {
  readonly thing: number
  readonly key: string
  readonly name: string
  readonly description: string
  readonly sensor: string
  readonly property: string
  readonly unit: string | null
  readonly kind: ResultKind
  readonly periodSeconds: number | null
  readonly properties: Readonly<Record<string, string | boolean>>
}

/** Takes the values of a line; `stream` is a place among the datastreams seen. */
export type Take = (stream: number, when: When, number: number, extra: Extra | undefined) => void

/** What a line came to, besides the values that were taken. */
export interface LineRead {
  /** The whole line was not understood. */
  readonly refused: Refusal | undefined
  /** Cells of a line that were not understood, while others were. */
  readonly cells: readonly (Refusal & { readonly column: string })[]
  /** Of a file of things: the thing of this line. */
  readonly thing: number | undefined
}

/** A file that is being read as a format says. */
export interface Reading {
  readonly things: readonly SeenThing[]
  readonly streams: readonly SeenStream[]
  read(cells: readonly string[], take: Take): LineRead
}

interface BoundValue extends ValueFormat {
  readonly header: string
  readonly index: number
  readonly isMissing: (text: string) => boolean
}

interface ThingState {
  readonly index: number
  readonly streams: Map<
    string,
    { readonly index: number; readonly by: string; readonly unit: string | null; readonly property: string }
  >
}

type Cell = (column: string) => string | undefined

/**
 * Reads lines whose cells have these names. `groups` are what the name of the file tells. Throws a RangeError with a sentence when
 * the names do not fit the format.
 */
export function openReading(
  format: Format,
  names: readonly string[],
  groups: Readonly<Record<string, string>>,
): Reading {
  const places = new Map(names.map((name, index) => [name.trim(), index]))
  const values = format.values.flatMap((value) => bind(value, format, places))
  if (format.values.length > 0 && values.length === 0)
    throw new RangeError(`None of the columns with values is there. The file has: ${names.join(', ').slice(0, 300)}`)
  for (const column of format.time?.columns ?? [])
    if (!places.has(column)) throw new RangeError(`The column with the time, "${column}", is not there.`)
  const timeOf = fileTime(format)
  const things: SeenThing[] = []
  const streams: SeenStream[] = []
  const byKey = new Map<string, ThingState>()
  const { days, seconds } = lengthOf(format.lasts)
  const periodSeconds = format.lasts === undefined ? (format.period ?? null) : days * 86_400 + seconds

  let cells: readonly string[] = []
  const cell: Cell = (column) => {
    const index = places.get(column)
    return index === undefined ? groups[column] : (cells[index] ?? '')
  }

  function thingOf(wanted: ThingFormat, header: string): ThingState | undefined {
    const key = fill(wanted.key, cell, header)
    if (key === undefined) return undefined
    const known = byKey.get(key)
    if (known !== undefined) return known
    const properties = Object.entries(wanted.properties).flatMap(([name, column]) => {
      const text = cell(column)?.trim() ?? ''
      return text === '' || format.missing.includes(text) ? [] : [[name, text] as const]
    })
    const state: ThingState = { index: things.length, streams: new Map() }
    things.push({
      key,
      name: fill(wanted.name, cell, header) ?? key,
      description: fill(wanted.description, cell, header) ?? '',
      properties: {
        ...Object.fromEntries(properties),
        ...(wanted.precision !== undefined && { precision: wanted.precision }),
      },
      place: placeOf(wanted, cell, format),
    })
    byKey.set(key, state)
    return state
  }

  function streamOf(
    value: BoundValue,
    thing: ThingState,
  ): { index: number; convert?: (number: number) => number } | Refusal {
    const key = value.key === undefined ? value.header : (fill(value.key, cell, value.header) ?? value.header)
    const by = byOf(value, cell)
    const known = thing.streams.get(key)
    if (known?.by === by) return known
    const what = whatOf(value, by)
    if (what?.property === undefined) return refusal('property-unknown', by)
    const unit = what.unit ?? null
    if (known !== undefined) {
      const convert = known.unit === null || unit === null ? undefined : converter(unit, known.unit)
      if (convert === undefined || known.property !== what.property) return refusal('unit-differs', by)
      return { index: known.index, convert }
    }
    const fullKey = `${things[thing.index]?.key ?? ''}/${key}`
    if (fullKey.length > MOST_KEY) return refusal('key-too-long', fullKey)
    const made = { index: streams.length, by, unit, property: what.property }
    thing.streams.set(key, made)
    streams.push({
      thing: thing.index,
      key: fullKey,
      name: fill(value.name ?? '', cell, value.header) || (propertyOf(what.property)?.label.en ?? key),
      description: fill(value.description ?? '', cell, value.header) ?? '',
      sensor: fill(value.sensor, cell, value.header) ?? 'unknown',
      property: what.property,
      unit,
      kind: value.kind,
      periodSeconds,
      properties: value.properties,
    })
    return made
  }

  function read(line: readonly string[], take: Take): LineRead {
    cells = line
    if (line.length > names.length && line.slice(names.length).some((text) => text.trim() !== ''))
      return whole('line-broken')
    if (line.length === 0) return whole('line-broken')
    const isOfColumn = format.thing.key.includes('{header}')
    const whose = isOfColumn ? '' : fill(format.thing.key, cell, '')
    if (whose === undefined) return whole('key-missing')
    // A template is cut at this length: two long keys could be taken for one.
    if (whose.length >= MOST_KEY) return whole('key-too-long', whose)
    if (format.values.length === 0) return { refused: undefined, cells: [], thing: thingOf(format.thing, '')?.index }
    // Whether anything was measured comes first: an empty line with a broken time is an empty line.
    const present = values.filter((value) => !isAbsent(value, cell, cells, format.decimal))
    if (present.length === 0) return whole('nothing-measured')
    const common = present.some(({ time }) => time === undefined) ? timeOf(cell, whose) : undefined
    if (common !== undefined && isRefusal(common)) return { refused: common, cells: [], thing: undefined }
    // A thing is there once something of it was understood.
    let own: ThingState | undefined
    const ownThing = () => (own ??= isOfColumn ? undefined : thingOf(format.thing, ''))
    const wrong: (Refusal & { column: string })[] = []
    let taken = 0
    for (const value of present) {
      const refused = takeValue(value, { ownThing, common, whose, take })
      if (refused === undefined) taken++
      else wrong.push({ ...refused, column: value.header })
    }
    const [first] = wrong
    return taken === 0
      ? { refused: first, cells: [], thing: undefined }
      : { refused: undefined, cells: wrong, thing: undefined }
  }

  function takeValue(
    value: BoundValue,
    {
      ownThing,
      common,
      whose,
      take,
    }: { ownThing: () => ThingState | undefined; common: When | undefined; whose: string; take: Take },
  ): Refusal | undefined {
    const when = value.time === undefined ? common : timeOf(cell, whose, value.time)
    if (when === undefined) return refusal('time-unknown')
    if (isRefusal(when)) return when
    const raw = (cells[value.index] ?? '').trim()
    const result = readCell(wordFor(value, raw) ?? raw, value.kind, { decimal: format.decimal, split: value.split })
    if (isRefusal(result)) return result
    const thing =
      value.thing === undefined
        ? (ownThing() ?? thingOf(format.thing, value.header))
        : thingOf(value.thing, value.header)
    if (thing === undefined) return refusal('key-missing')
    const stream = streamOf(value, thing)
    if (isRefusal(stream)) return stream
    const more = extraOf(value, cell, format)
    const number = stream.convert === undefined ? result.number : stream.convert(result.number)
    take(
      stream.index,
      when,
      number,
      result.extra === undefined && more === undefined ? undefined : { ...result.extra, ...more },
    )
    return undefined
  }

  return { things, streams, read }
}

function whole(code: Refusal['code'], detail = ''): LineRead {
  return { refused: refusal(code, detail), cells: [], thing: undefined }
}

function bind(value: ValueFormat, format: Format, places: ReadonlyMap<string, number>): BoundValue[] {
  const { every } = value
  const headers =
    every === undefined
      ? [value.column ?? '']
      : [...places.keys()].filter((name) => name !== '' && !every.except.includes(name))
  const isMissing = sentinels([...format.missing, ...value.missing], format.decimal)
  return headers.flatMap((header) => {
    const index = places.get(header)
    return index === undefined ? [] : [{ ...value, header, index, isMissing }]
  })
}

/** What other columns say that a value is; empty where none do. */
function byOf({ choose, header }: BoundValue, cell: Cell): string {
  return choose === undefined ? '' : (fill(choose.by, cell, header, true) ?? '')
}

function isAbsent(value: BoundValue, cell: Cell, cells: readonly string[], decimal: '.' | ','): boolean {
  const text = (cells[value.index] ?? '').trim()
  if (wordFor(value, text) !== undefined) return false
  if (value.isMissing(text) || isSentinel(text, value.kind, whatOf(value, byOf(value, cell)), decimal)) return true
  return value.absentWhen !== undefined && value.absentWhen.is.includes(cell(value.absentWhen.column)?.trim() ?? '')
}

/** A template with the cells in it; undefined when one of them is empty, unless that is allowed. */
function fill(template: string, cell: Cell, header: string, mayBeEmpty = false): string | undefined {
  if (!template.includes('{')) return template
  let isWhole = true
  const filled = template.replace(/\{([^{}]+)\}/g, (_match, name: string) => {
    const text = name === 'header' ? header : (cell(name)?.trim() ?? '')
    if (text === '') isWhole = false
    return text
  })
  return isWhole || mayBeEmpty ? filled.slice(0, 500) : undefined
}

function placeOf({ lon, lat }: ThingFormat, cell: Cell, { decimal, missing }: Format): SeenThing['place'] {
  if (lon === undefined || lat === undefined) return undefined
  const [x, y] = [lon, lat].map((column) => {
    const text = cell(column)?.trim() ?? ''
    return missing.includes(text) ? Number.NaN : readNumber(text, decimal)
  }) as [number, number]
  // Where a network does not know a place it often says 0, 0: a spot in the Atlantic.
  if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90) || (x === 0 && y === 0)) return undefined
  return { lon: x, lat: y }
}

function extraOf({ quality, parameters }: ValueFormat, cell: Cell, { decimal, missing }: Format): Extra | undefined {
  if (quality === undefined && parameters === undefined) return undefined
  const known = (column: string) => {
    const text = cell(column)?.trim() ?? ''
    if (missing.includes(text)) return undefined
    const number = readNumber(text, decimal)
    return Number.isNaN(number) ? text : number
  }
  const flag = quality === undefined ? undefined : known(quality)
  const told = Object.entries(parameters ?? {}).flatMap(([name, column]) => {
    const value = known(column)
    return value === undefined ? [] : [[name, value] as const]
  })
  if (flag === undefined && told.length === 0) return undefined
  return {
    ...(flag !== undefined && { quality: flag }),
    ...(told.length > 0 && { parameters: Object.fromEntries(told) }),
  }
}
