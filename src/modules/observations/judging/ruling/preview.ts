import type { Sql } from '#core/database/sql.ts'
import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import { microsecondsOf } from '../../model.ts'
import { comparesStations, judgeSlice } from '../judge-hours.ts'
import { judgeMany, type ToJudge } from '../judge-many.ts'
import { planOf } from '../judge-values.ts'
import { listWithSiblings } from '../mark-store.ts'
import { listBetween } from '../occasions/occasion-store.ts'
import { rulesInForce } from '../rule-store.ts'
import { isHourTest, type Rule, type RuleSet, type TestName } from '../rules.ts'
import { findDraft, keepEffect, tellProgress, type Draft } from './draft-store.ts'
import { change, NOTHING, type Effect, type Flagged } from './effect.ts'
import { listHours, listTold, type Month, type Told } from './sample-store.ts'

/** More than this is not judged for a look at what would change: of the rest a sample is taken, and the page says so. */
export interface PreviewBounds {
  readonly values: number
  readonly streams: number
  /** Means of hours that are compared with each other. */
  readonly means: number
}
const BOUNDS: PreviewBounds = { values: 1_000_000, streams: 200, means: 200_000 }
const DAYS = 30
const MOST_CHANGED = 10

/** The thirty days before a moment, whole days of the region at their beginning. */
export function lastMonth(now: Temporal.Instant): Month {
  return { from: now.toZonedDateTimeISO(HOME_TIME_ZONE).subtract({ days: DAYS }).startOfDay().toInstant(), until: now }
}

/**
 * Judges the last month by what is being prepared of a property and by the rules in force, on the same stored values, and keeps with the draft
 * what would change. Nothing that was judged is touched. Gives up when the draft is changed meanwhile: its successor asks anew.
 */
export async function previewDraft(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  property: string,
  bounds: PreviewBounds = BOUNDS,
): Promise<void> {
  const draft = await findDraft(sql, property)
  if (draft === undefined || draft.effect !== null) return
  const month = lastMonth(clock())
  const told = await listTold(sql, property, month)
  const sample = sampleOf(told, bounds)
  const sets = await bothSets(sql, draft)
  const isCompared = comparesStations(sets.now.get(property)) || comparesStations(sets.draft.get(property))
  const most = (stations: number) => Math.floor(bounds.means / stations)
  const hours = isCompared ? await listHours(sql, property, { ...month, most }) : { hours: [], all: 0 }
  const parts = sample.length + hours.hours.length
  const tally = tallyOf(sets, property)
  let done = 0
  for (const one of sample) {
    if (!(await tellProgress(sql, draft, { done: done++, parts }))) return
    await lookAtStream(sql, { one, month, sets, tally })
  }
  let means = 0
  for (const hour of hours.hours) {
    if (done++ % 10 === 0 && !(await tellProgress(sql, draft, { done, parts }))) return
    means += await lookAtHour(sql, { slice: { property, hour }, sets, tally })
  }
  const effect: Effect = {
    from: month.from.toString(),
    until: month.until.toString(),
    streams: { looked: sample.length, all: told.length },
    values: sample.reduce((sum, { values }) => sum + values, 0),
    hours: { looked: hours.hours.length, all: hours.all },
    means,
    total: tally.total,
    tests: [...tally.tests].map(([test, counts]) => ({ test, ...counts })),
    changed: tally.changed.toSorted((a, b) => change(b) - change(a)).slice(0, MOST_CHANGED),
  }
  await keepEffect(sql, draft, { effect, now: clock() })
}

/** The first of them until there is enough; one at least. */
function sampleOf(told: readonly Told[], bounds: PreviewBounds): Told[] {
  const sample: Told[] = []
  let values = 0
  for (const one of told) {
    if (sample.length >= bounds.streams || (sample.length > 0 && values + one.values > bounds.values)) break
    sample.push(one)
    values += one.values
  }
  return sample
}

type SetName = 'now' | 'draft'
type Sets = Readonly<Record<SetName, ReadonlyMap<string, RuleSet>>>

async function bothSets(sql: Sql, { property, unit, rules }: Draft): Promise<Sets> {
  const now = await rulesInForce(sql)
  const drafted: RuleSet = { property, unit, rules, version: -1, sources: [], begunAt: null, reason: '' }
  return { now, draft: new Map([...now, [property, drafted]]) }
}

type Counts = Record<SetName, Flagged>

interface Tally {
  readonly total: Counts
  readonly tests: Map<TestName, Counts>
  readonly changed: (Counts & { readonly datastream: number; readonly values: number })[]
}

function tallyOf(sets: Sets, property: string): Tally {
  const rules = [...(sets.draft.get(property)?.rules ?? []), ...(sets.now.get(property)?.rules ?? [])]
  const tests = new Map(rules.map(({ test }) => [test, none()] as const))
  return { total: none(), tests, changed: [] }
}

function none(): Counts {
  return { now: { ...NOTHING }, draft: { ...NOTHING } }
}

interface Look {
  readonly sets: Sets
  readonly tally: Tally
}

const SETS: readonly SetName[] = ['now', 'draft']

async function lookAtStream(
  sql: Sql,
  { one, month, sets, tally }: Look & { readonly one: Told; readonly month: Month },
): Promise<void> {
  const siblings = await listWithSiblings(sql, [one.id])
  const stream = siblings.find(({ id }) => id === one.id)
  if (stream === undefined) return
  const counts = none()
  const occasions = await listBetween(sql, { from: microsecondsOf(month.from), until: microsecondsOf(month.until) })
  const mark = {
    datastream: one.id,
    from: microsecondsOf(month.from),
    until: microsecondsOf(month.until),
    assessment: null,
  }
  for (const name of SETS) {
    const plan = planOf(stream, siblings, { inForce: sets[name], occasions })
    if (plan === undefined) continue
    for await (const { flag, suspect, failed } of verdictsOf(sql, { mark, ...plan })) {
      add(counts[name], flag === 4 ? 'failed' : 'suspect')
      add(tally.total[name], flag === 4 ? 'failed' : 'suspect')
      for (const test of suspect) add(tally.tests.get(test as TestName)?.[name], 'suspect')
      for (const test of failed) add(tally.tests.get(test as TestName)?.[name], 'failed')
    }
  }
  if (change(counts) > 0) tally.changed.push({ datastream: one.id, values: one.values, ...counts })
}

function add(counts: Flagged | undefined, level: keyof Flagged): void {
  if (counts !== undefined) counts[level] += 1
}

/** The doubtful values of a stretch, piece by piece. */
async function* verdictsOf(sql: Sql, asked: ToJudge) {
  for (let mark: ToJudge['mark'] | undefined = asked.mark; mark !== undefined;) {
    const { verdicts, left } = await judgeMany(sql, [{ ...asked, mark }])
    const until: number = left[0]?.from ?? mark.until
    for (const verdict of verdicts) if (verdict.flag > 2 && verdict.at >= mark.from && verdict.at < until) yield verdict
    mark = left[0]
  }
}

/** Compares the stations of an hour by both sets of rules, once where they ask the same; gives how many stations there were. */
async function lookAtHour(
  sql: Sql,
  { slice, sets, tally }: Look & { readonly slice: { readonly property: string; readonly hour: number } },
): Promise<number> {
  const [now, draft] = [sets.now.get(slice.property), sets.draft.get(slice.property)]
  const byNow = now && (await judgeSlice(sql, slice, now))
  const isSame = now !== undefined && draft !== undefined && asksTheSame(now, draft)
  const byDraft = isSame ? byNow : draft && (await judgeSlice(sql, slice, draft))
  const judged = { now: byNow, draft: byDraft }
  for (const name of SETS)
    for (const { suspect, failed } of judged[name]?.verdicts ?? []) {
      for (const test of suspect) add(tally.tests.get(test as TestName)?.[name], 'suspect')
      for (const test of failed) add(tally.tests.get(test as TestName)?.[name], 'failed')
    }
  return (byDraft ?? byNow)?.stations ?? 0
}

function asksTheSame(one: RuleSet, other: RuleSet): boolean {
  const asked = ({ unit, rules }: RuleSet) => JSON.stringify([unit, rules.filter(({ test }: Rule) => isHourTest(test))])
  return asked(one) === asked(other)
}
