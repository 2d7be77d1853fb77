import { converter } from '../harmonise/ucum.ts'
import type { CalibrationState, Described } from './description.ts'
import { expectationOf, uncertaintyClassOf, type UncertaintyClass } from './scale.ts'

/**
 * What a reason does: `prevents` a comparison, `asks` for something to be done first, `unknown` asks for something to be found out first,
 * `notes` is good to know.
 */
export type Effect = 'prevents' | 'asks' | 'unknown' | 'notes'

export type ReasonCode =
  | 'property-differs'
  | 'unit-unknown'
  | 'unit-differs'
  | 'unit-converts'
  | 'averaging-unknown'
  | 'averaging-differs'
  | 'count-and-mean'
  | 'height-unknown'
  | 'height-differs'
  | 'height-differs-much'
  | 'indoors-and-outdoors'
  | 'outdoors-unknown'
  | 'siting-unknown'
  | 'influence-differs'
  | 'area-differs'
  | 'unfit'
  | 'calibration-unknown'
  | 'calibration-missing'
  | 'all-raw'
  | 'uncertainty-unknown'
  | 'uncertainty-too-large'
  | 'uncertainty-differs'
  | 'coverage-unknown'
  | 'coverage-low'
  | 'uptime-unknown'
  | 'uptime-low'
  | 'uptime-weigh'

/** One reason: what it does, of which datastreams it speaks, and its figures. */
export interface Reason {
  readonly code: ReasonCode
  readonly effect: Effect
  /** In rising order. */
  readonly about: readonly string[]
  readonly figures: Readonly<Record<string, number | string>>
  /** Where the method explains it: an anchor of docs/comparison.md and of the method page. */
  readonly anchor: string
}

export type Comparable = 'comparable' | 'comparable-after' | 'not-comparable'

export interface Verdict {
  readonly verdict: Comparable
  /** The gravest first, then by code. */
  readonly reasons: readonly Reason[]
  /** Classes of uncertainty, by the id of the datastream; those that are not known are left out. */
  readonly classes: Readonly<Record<string, UncertaintyClass>>
  /** The smallest difference that can be seen between any two of them, in `unit`: √(h₁² + h₂²) of the two widest. */
  readonly smallestDifference?: { readonly value: number; readonly unit: string }
}

/** Least share of the time with values (Directive 2008/50/EC, annex XI A: 75 % for a mean). */
export const LEAST_COVERAGE = 0.75
/** Least share that a counter counted, as users of Telraam take it; from `FULL_UPTIME` on nothing needs to be weighed. */
export const LEAST_UPTIME = 0.5
export const FULL_UPTIME = 0.9

/** Of which topic of the method a code is, where its first word does not say so. */
const TOPICS: Readonly<Record<string, string>> = {
  count: 'averaging',
  indoors: 'siting',
  outdoors: 'siting',
  influence: 'siting',
  area: 'siting',
  unfit: 'calibration',
  all: 'calibration',
}

const GRAVITY: Readonly<Record<Effect, number>> = { prevents: 0, asks: 1, unknown: 2, notes: 3 }

/**
 * Whether two or more datastreams may be put beside each other. It does not depend on their order; one more datastream never makes
 * comparable what was not. Throws a RangeError for fewer than two, or for an id that comes twice.
 */
export function compare(datastreams: readonly Described[]): Verdict {
  if (datastreams.length < 2) throw new RangeError('a comparison needs two datastreams')
  const all = datastreams.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (new Set(all.map(({ id }) => id)).size < all.length) throw new RangeError('a datastream is there twice')
  const isOneProperty = new Set(all.map(({ property }) => property)).size === 1
  const reasons = [
    ...(isOneProperty ? [] : [reason('property-differs', 'prevents', all)]),
    ...ofUnits(all),
    ...ofAveraging(all),
    ...ofPlace(all),
    ...ofCalibration(all),
    ...(isOneProperty ? ofUncertainty(all) : []),
    ...ofTime(all),
  ].toSorted((a, b) => GRAVITY[a.effect] - GRAVITY[b.effect] || (a.code < b.code ? -1 : 1))
  const [gravest] = reasons
  const smallest = isOneProperty ? smallestDifference(all) : undefined
  return {
    verdict: verdictOf(gravest?.effect),
    reasons,
    classes: Object.fromEntries(all.flatMap((one) => classOf(one) ?? []).map(({ id, grade }) => [id, grade])),
    ...(smallest && { smallestDifference: smallest }),
  }
}

function verdictOf(gravest: Effect | undefined): Comparable {
  if (gravest === 'prevents') return 'not-comparable'
  return gravest === 'asks' || gravest === 'unknown' ? 'comparable-after' : 'comparable'
}

function reason(
  code: ReasonCode,
  effect: Effect,
  about: readonly Described[],
  figures: Reason['figures'] = {},
): Reason {
  const [word = ''] = code.split('-')
  return { code, effect, about: about.map(({ id }) => id), figures, anchor: TOPICS[word] ?? word }
}

/** The reason when there is anything that it is about. */
function when(
  about: readonly Described[],
  code: ReasonCode,
  effect: Effect,
  figures: Reason['figures'] = {},
): Reason[] {
  return about.length === 0 ? [] : [reason(code, effect, about, figures)]
}

function ofUnits(all: readonly Described[]): Reason[] {
  const unknown = all.filter(({ unit }) => unit === null)
  const known = all.filter(({ unit }) => unit !== null)
  const units = [...new Set(known.map(({ unit }) => unit as string))].toSorted()
  const [first = '', ...others] = units
  const differs = others.some((unit) => converter(unit, first) === undefined)
  const figures = { units: units.join(', ') }
  return [
    ...when(unknown, 'unit-unknown', 'prevents'),
    ...(differs ? [reason('unit-differs', 'prevents', known, figures)] : []),
    ...(!differs && others.length > 0 ? [reason('unit-converts', 'asks', known, figures)] : []),
  ]
}

function ofAveraging(all: readonly Described[]): Reason[] {
  const counts = all.filter(({ isCount }) => isCount)
  if (counts.length > 0 && counts.length < all.length) return [reason('count-and-mean', 'prevents', all)]
  const seconds = all.flatMap(({ averagingSeconds }) => averagingSeconds ?? [])
  const [least, most] = [Math.min(...seconds), Math.max(...seconds)]
  return [
    ...when(
      all.filter(({ averagingSeconds }) => averagingSeconds === null),
      'averaging-unknown',
      'unknown',
    ),
    ...(seconds.length > 0 && least !== most ? [reason('averaging-differs', 'asks', all, { least, most })] : []),
  ]
}

function ofPlace(all: readonly Described[]): Reason[] {
  const limits = all.flatMap(({ property }) => expectationOf(property) ?? [])
  const height = limits.flatMap((one) => one.height ?? []).toSorted((a, b) => a.same - b.same)[0]
  const outdoors = all.map(({ isOutdoors }) => isOutdoors)
  const isBoth = outdoors.includes(true) && outdoors.includes(false)
  const asksSiting = limits.some(({ siting }) => siting)
  return [
    ...(isBoth ? [reason('indoors-and-outdoors', 'prevents', all)] : []),
    ...(asksSiting ? unknownOutdoors(all) : []),
    ...(height === undefined ? [] : ofHeight(all, height)),
    ...(asksSiting ? ofSiting(all) : []),
  ]
}

function unknownOutdoors(all: readonly Described[]): Reason[] {
  return when(
    all.filter(({ isOutdoors }) => isOutdoors === null),
    'outdoors-unknown',
    'unknown',
  )
}

function ofHeight(all: readonly Described[], { same, most }: { readonly same: number; readonly most: number }) {
  const known = all.filter(({ heightMetres }) => heightMetres !== null)
  const heights = known.map(({ heightMetres }) => heightMetres as number)
  const apart = heights.length < 2 ? 0 : Math.max(...heights) - Math.min(...heights)
  const figures = { lowest: Math.min(...heights), highest: Math.max(...heights), allowed: apart > most ? most : same }
  return [
    ...when(
      all.filter(({ heightMetres }) => heightMetres === null),
      'height-unknown',
      'unknown',
    ),
    ...(apart > most ? [reason('height-differs-much', 'prevents', known, figures)] : []),
    ...(apart > same && apart <= most ? [reason('height-differs', 'notes', known, figures)] : []),
  ]
}

function ofSiting(all: readonly Described[]): Reason[] {
  const known = all.filter(({ siting }) => siting !== null)
  const listed = (name: 'area' | 'influence') => [...new Set(known.flatMap(({ siting }) => siting?.[name] ?? []))]
  const [areas, influences] = [listed('area').toSorted(), listed('influence').toSorted()]
  return [
    ...when(
      // Indoors there is neither road nor park.
      all.filter(({ siting, isOutdoors }) => siting === null && isOutdoors !== false),
      'siting-unknown',
      'unknown',
    ),
    ...(influences.length > 1
      ? [reason('influence-differs', 'prevents', known, { influences: influences.join(', ') })]
      : []),
    ...(areas.length > 1 ? [reason('area-differs', 'notes', known, { areas: areas.join(', ') })] : []),
  ]
}

function ofCalibration(all: readonly Described[]): Reason[] {
  const those = (...states: readonly (CalibrationState | null)[]) =>
    all.filter(({ calibration }) => states.includes(calibration))
  const raw = those('raw')
  const others = those('reference', 'calibrated')
  return [
    ...when(those('unfit'), 'unfit', 'prevents'),
    ...when(those(null), 'calibration-unknown', 'unknown'),
    ...(others.length > 0 ? when(raw, 'calibration-missing', 'asks') : []),
    ...(raw.length === all.length ? [reason('all-raw', 'notes', all)] : []),
  ]
}

/** A reference needs no figure of its uncertainty, as in `objectionsTo`: it is what others are measured by. */
function classOf({ id, property, halfWidth, unit, calibration }: Described) {
  const grade = uncertaintyClassOf(property, halfWidth, unit) ?? (calibration === 'reference' ? 1 : undefined)
  return grade === undefined ? undefined : { id, grade }
}

function ofUncertainty(all: readonly Described[]): Reason[] {
  const grades = new Map(all.flatMap((one) => classOf(one) ?? []).map(({ id, grade }) => [id, grade]))
  const usable = [...grades.values()].filter((grade) => grade < 4)
  const [best, worst] = [Math.min(...usable), Math.max(...usable)]
  return [
    ...when(
      all.filter(({ id }) => !grades.has(id)),
      'uncertainty-unknown',
      'unknown',
    ),
    ...when(
      all.filter(({ id }) => grades.get(id) === 4),
      'uncertainty-too-large',
      'prevents',
    ),
    ...(usable.length > 1 && best !== worst ? [reason('uncertainty-differs', 'notes', all, { best, worst })] : []),
  ]
}

function ofTime(all: readonly Described[]): Reason[] {
  const low = all.filter(({ coverage }) => coverage !== null && !(coverage >= LEAST_COVERAGE))
  const counters = all.filter(({ uptime }) => uptime !== undefined)
  const shareOf = ({ uptime }: Described) => uptime ?? Number.NaN
  const off = counters.filter((one) => shareOf(one) < LEAST_UPTIME)
  const partly = counters.filter((one) => shareOf(one) >= LEAST_UPTIME && shareOf(one) < FULL_UPTIME)
  const lowest = (shares: readonly number[]) => Math.min(...shares)
  return [
    ...when(
      all.filter(({ coverage }) => coverage === null),
      'coverage-unknown',
      'unknown',
    ),
    ...when(low, 'coverage-low', 'prevents', {
      lowest: lowest(low.map(({ coverage }) => coverage ?? 0)),
      least: LEAST_COVERAGE,
    }),
    ...when(
      counters.filter(({ uptime }) => uptime === null),
      'uptime-unknown',
      'unknown',
    ),
    ...when(off, 'uptime-low', 'prevents', { lowest: lowest(off.map(shareOf)), least: LEAST_UPTIME }),
    ...when(partly, 'uptime-weigh', 'asks', { lowest: lowest(partly.map(shareOf)), least: FULL_UPTIME }),
  ]
}

function smallestDifference(all: readonly Described[]): Verdict['smallestDifference'] {
  const property = all[0]?.property ?? ''
  const unit = expectationOf(property)?.unit ?? all[0]?.unit ?? null
  if (unit === null) return undefined
  const widths = all.map(({ halfWidth, unit: from }) => {
    const convert = from === null ? undefined : converter(from, unit)
    return halfWidth === null || convert === undefined ? undefined : convert(halfWidth) - convert(0)
  })
  if (widths.some((width) => width === undefined)) return undefined
  const [widest = 0, next = 0] = (widths as number[]).toSorted((a, b) => b - a)
  return { value: Math.hypot(widest, next), unit }
}
