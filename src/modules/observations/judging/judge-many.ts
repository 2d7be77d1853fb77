import type { Sql } from '#core/database/sql.ts'
import { converter } from '../harmonise/ucum.ts'
import { FLAG } from '../quality/flags.ts'
import { alignedTo, comparingRule } from './compared.ts'
import { judgeStretch, type Judged } from './judge-stretch.ts'
import type { JudgedStream, Mark } from './mark-store.ts'
import { isWithin, softened, type Span } from './occasions/occasion.ts'
import { reachSeconds, WAITS } from './reach.ts'
import type { RuleSet, TimeTestName } from './rules.ts'
import { MOST_VALUES, readStretches, type Values } from './stretch-store.ts'
import { usualOf } from './usual.ts'
import type { JudgedHours, Part, Verdict } from './verdict-store.ts'

/** A stretch with what it is judged by. */
export interface ToJudge {
  readonly mark: Mark
  readonly stream: JudgedStream
  readonly rules: RuleSet
  /** From the unit of the datastream to that of the rules. */
  readonly inUnit: (value: number) => number
  /** What its values are compared with. */
  readonly others: readonly JudgedStream[]
  /** When something happened where it measures, so that extremes may be true. */
  readonly occasions: readonly Span[]
}

export interface Outcome {
  readonly parts: Part[]
  readonly verdicts: Verdict[]
  readonly hours: JudgedHours[]
  /** What was too long for once. */
  readonly left: Mark[]
  /** How many values got a flag. */
  values: number
}

const HOUR = 3_600_000_000
const DAY = 24 * HOUR
/** Values about an hour, about a day and about more are series of their own, as in roll-ups; seconds. */
const LENGTHS = [3600, 25 * 3600, Infinity]

/** Judges stretches by their rules. Reads, and writes nothing. */
export async function judgeMany(sql: Sql, asked: readonly ToJudge[]): Promise<Outcome> {
  const outcome: Outcome = { parts: [], verdicts: [], hours: [], left: [], values: 0 }
  const read = await readStretches(
    sql,
    asked.map(({ mark, rules }) => ({
      datastream: mark.datastream,
      from: mark.from,
      until: mark.until,
      reachSeconds: reachSeconds(rules.rules),
      hasPlaces: rules.rules.some(({ test }) => test === 'location'),
    })),
  )
  const others = await readOthers(sql, asked, read)
  for (const [place, one] of asked.entries()) {
    const values = read[place]
    if (values === undefined) continue
    const bounds = boundsOf(one, values)
    if (bounds.left !== undefined) outcome.left.push(bounds.left)
    outcome.parts.push({ datastream: one.stream.id, first: bounds.first, last: bounds.last })
    const hours = new Set<number>()
    for (const series of seriesOf(values)) {
      const compared = comparedWith(one, series, others.get(place) ?? [])
      const value = series.value.map(one.inUnit)
      const usual = one.rules.rules.find(({ test }) => test === 'percentile-range')
      const judged = judgeStretch(
        {
          time: series.at,
          value,
          receivedAt: series.receivedAt,
          isForecast: one.stream.isForecast,
          lon: series.lon,
          lat: series.lat,
          compared,
          usual:
            usual === undefined
              ? []
              : await usualOf(sql, { datastream: one.stream.id, time: series.at, inUnit: one.inUnit }, usual),
        },
        one.rules.rules,
      )
      outcome.values += gather(outcome.verdicts, one, { series, judged, bounds, hours })
    }
    outcome.hours.push(...hoursJudged(one, bounds, hours))
  }
  return outcome
}

interface Bounds {
  /** Flags are written from the first of these moments up to the last one. */
  readonly first: number
  readonly last: number
  readonly left?: Mark
}

/**
 * Which values get a flag: those of the stretch, two before it, whose flag waited for more, and those after it as far as it reaches; never
 * the last two that were read when more follows.
 */
function boundsOf({ mark }: ToJudge, { at, seconds, hasMore }: Values): Bounds {
  const begin = firstFrom(at, mark.from)
  const waits = seconds.some((one) => one > (LENGTHS[0] ?? 0)) ? WAITS * LENGTHS.length : WAITS
  const first = Math.min(mark.from, at[Math.max(0, begin - waits)] ?? mark.from)
  if (at.length - begin >= MOST_VALUES) {
    const end = Math.floor((at[at.length - 1] as number) / HOUR) * HOUR
    const cut = Math.max(mark.from + HOUR, end)
    if (cut < mark.until) return { first, last: cut - 1, left: { ...mark, from: cut } }
  }
  const last = at[at.length - 1 - (hasMore ? waits : 0)]
  return { first, last: Math.max(mark.until - 1, last ?? mark.until - 1) }
}

/** The place of the first moment from this one on. */
function firstFrom(at: Float64Array, moment: number): number {
  const place = at.findIndex((one) => one >= moment)
  return place < 0 ? at.length : place
}

/** Values by how long they are about: hours and days of the same counter are not compared with each other. */
function seriesOf(values: Values): Values[] {
  if (values.seconds.every((seconds) => seconds <= (LENGTHS[0] ?? 0))) return values.at.length === 0 ? [] : [values]
  return LENGTHS.flatMap((longest, place) => {
    const shorter = LENGTHS[place - 1] ?? -1
    const picks: number[] = []
    for (const [i, seconds] of values.seconds.entries()) if (seconds > shorter && seconds <= longest) picks.push(i)
    if (picks.length === 0) return []
    const pick = (column: Float64Array) => Float64Array.from(picks, (i) => column[i] as number)
    const { at, value, turn, receivedAt, seconds, lon, lat } = values
    return [
      {
        at: pick(at),
        value: pick(value),
        turn: pick(turn),
        receivedAt: pick(receivedAt),
        seconds: pick(seconds),
        lon: lon && pick(lon),
        lat: lat && pick(lat),
        hasMore: values.hasMore,
      },
    ]
  })
}

interface OfOther {
  readonly stream: JudgedStream
  readonly series: readonly Values[]
}

/** What stretches are compared with, by the place of each. */
async function readOthers(
  sql: Sql,
  asked: readonly ToJudge[],
  read: readonly Values[],
): Promise<ReadonlyMap<number, OfOther[]>> {
  const wanted = asked.flatMap(({ others }, place) => {
    const at = read[place]?.at ?? new Float64Array()
    const [first, last] = [at[0], at.at(-1)]
    if (first === undefined || last === undefined) return []
    return others.map((stream) => ({ place, stream, from: first, until: last + 1 }))
  })
  const values = await readStretches(
    sql,
    wanted.map(({ stream, from, until }) => ({
      datastream: stream.id,
      from,
      until,
      reachSeconds: 60,
      hasPlaces: false,
    })),
  )
  const found = wanted.map(({ place, stream }, k) => ({ place, stream, series: seriesOf(values[k] ?? NOTHING) }))
  return Map.groupBy(found, ({ place }) => place)
}

const NONE = new Float64Array()
const NOTHING: Values = { at: NONE, value: NONE, turn: NONE, receivedAt: NONE, seconds: NONE, hasMore: false }

function comparedWith(
  { rules }: ToJudge,
  series: Values,
  others: readonly OfOther[],
): ReadonlyMap<TimeTestName, readonly Float64Array[]> {
  if (comparingRule(rules) === undefined || others.length === 0) return new Map()
  const isAsLong = (a: Values, b: Values) => lengthOf(a) === lengthOf(b)
  const columns = others.map(({ stream, series: its }) => {
    const other = its.find((one) => isAsLong(one, series)) ?? NOTHING
    const inUnit = converter(stream.ucum ?? '', rules.unit) ?? (() => Number.NaN)
    return alignedTo(series.at, { time: other.at, value: other.value }, inUnit)
  })
  return new Map([['consistency', columns]])
}

function lengthOf({ seconds }: Values): number {
  return LENGTHS.findIndex((longest) => (seconds[0] ?? 0) <= longest)
}

interface Gathered {
  readonly series: Values
  readonly judged: Judged
  readonly bounds: Bounds
  readonly hours: Set<number>
}

/** Adds the verdicts of a series that fall within the bounds; gives how many values were judged. */
function gather(
  verdicts: Verdict[],
  { stream, rules, occasions }: ToJudge,
  { series, judged, bounds, hours }: Gathered,
): number {
  let count = 0
  let lastHour = Number.NaN
  for (let i = firstFrom(series.at, bounds.first); i < series.at.length; i += 1) {
    const at = series.at[i] as number
    if (at > bounds.last) break
    count += 1
    if (!(at >= lastHour && at < lastHour + HOUR)) {
      lastHour = Math.floor(at / HOUR) * HOUR
      hours.add(lastHour)
    }
    if (judged.flags[i] === FLAG.good) continue
    const named = (bits: number | undefined) => judged.tests.filter((_, bit) => ((bits ?? 0) >> bit) & 1)
    const said = { suspect: named(judged.suspect[i]), failed: named(judged.failed[i]) }
    const isSoftened = said.failed.length > 0 && isWithin(occasions, at, series.seconds[i] as number)
    const { suspect, failed } = isSoftened ? softened(said) : said
    const isBetter = isSoftened && failed.length === 0
    verdicts.push({
      datastream: stream.id,
      at,
      turn: series.turn[i] as number,
      number: series.value[i] as number,
      flag: isBetter ? FLAG.suspect : (judged.flags[i] as number),
      rules: rules.version,
      suspect,
      failed,
    })
  }
  return count
}

/** Hours of which all values were judged, by day. */
function hoursJudged({ mark, stream, rules }: ToJudge, { last }: Bounds, hours: ReadonlySet<number>): JudgedHours[] {
  const days = new Map<number, number>()
  for (const hour of hours) {
    if (hour + HOUR <= mark.from || (hour >= mark.until && hour + HOUR > last)) continue
    const day = Math.floor(hour / DAY)
    days.set(day, (days.get(day) ?? 0) | (1 << Math.round((hour - day * DAY) / HOUR)))
  }
  return [...days].map(([day, bits]) => ({ datastream: stream.id, day, hours: bits, rules: rules.version }))
}
