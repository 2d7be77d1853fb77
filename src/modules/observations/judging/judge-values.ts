import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { judgeMany, type ToJudge } from './judge-many.ts'
import { comparingRule, othersOf } from './compared.ts'
import { addMarks, holdJudgingValues, listWithSiblings, takeMarks, type JudgedStream, type Mark } from './mark-store.ts'
import { listBetween } from './occasions/occasion-store.ts'
import { occasionsOf, type Span } from './occasions/occasion.ts'
import { reachSeconds } from './reach.ts'
import { rulesInForce } from './rule-store.ts'
import type { RuleSet } from './rules.ts'
import { converter } from '../harmonise/ucum.ts'
import { comparesStations } from './judge-hours.ts'
import { countValues } from './history/assessment-store.ts'
import { markSlices, type Slice } from './slice-store.ts'
import { countVerdictChanges, forgetVerdicts, keepJudgedHours, keepVerdicts } from './verdict-store.ts'

/**
 * Judges everything that is marked, by the rules in force; gives how many values got a flag. Marks go in the transaction that writes the
 * flags, so that nothing is lost when it ends halfway; another process that judges is left to it.
 */
export async function judgeValues({ sql }: Pick<Services, 'sql'>, most = Infinity): Promise<number> {
  let judged = 0
  for (let batches = 0; batches < most; batches += 1) {
    const done = await sql.transaction(async (within) => {
      if (!(await holdJudgingValues(within))) return undefined
      const marks = await takeMarks(within)
      return marks.length === 0 ? undefined : judgeMarks(within, marks)
    })
    if (done === undefined) return judged
    judged += done
  }
  return judged
}

async function judgeMarks(sql: Sql, marks: readonly Mark[]): Promise<number> {
  const inForce = await rulesInForce(sql)
  const streams = await listWithSiblings(
    sql,
    marks.map(({ datastream }) => datastream),
  )
  const byThing = Map.groupBy(streams, ({ thing }) => thing)
  const byId = new Map(streams.map((stream) => [stream.id, stream]))
  // All marks at once are of what came in, or of one history. What history is compared with did not change.
  const assessment = marks[0]?.assessment ?? null
  const all = assessment === null ? [...marks, ...marksOfComparing(marks, { byId, byThing, inForce })] : marks
  const occasions = await listBetween(sql, reachOf(marks, inForce))
  const [toJudge, unjudged]: [ToJudge[], Mark[]] = [[], []]
  for (const [datastream, its] of Map.groupBy(all, (mark) => mark.datastream)) {
    const stream = byId.get(datastream)
    const plan = stream && planOf(stream, byThing.get(stream.thing) ?? [], { inForce, occasions })
    if (plan === undefined) {
      unjudged.push(...its)
      continue
    }
    for (const mark of stretchesOf(its, reachSeconds(plan.rules.rules))) toJudge.push({ mark, ...plan })
  }
  await forgetVerdicts(
    sql,
    unjudged.map(({ datastream, from, until }) => ({ datastream, first: from, last: until - 1 })),
  )
  const { parts, verdicts, hours, left, values } = await judgeMany(sql, toJudge)
  if (assessment !== null)
    await countValues(sql, assessment, { judged: values, ...(await countVerdictChanges(sql, parts, verdicts)) })
  await keepVerdicts(sql, parts, verdicts)
  await keepJudgedHours(sql, hours)
  await addMarks(sql, left)
  // Hours of history are marked where its weeks are.
  if (assessment === null) await markSlices(sql, slicesOf(marks, { byId, byThing, inForce }))
  return values
}

/** The rules in force, and what happened in the part of time that is judged. */
export interface JudgedBy {
  readonly inForce: ReadonlyMap<string, RuleSet>
  readonly occasions: Awaited<ReturnType<typeof listBetween>>
}

/** As far as flags of stretches can be written. */
function reachOf(marks: readonly Mark[], inForce: ReadonlyMap<string, RuleSet>): Span {
  const reach = Math.max(...[...inForce.values()].map(({ rules }) => reachSeconds(rules)), DAY_SECONDS) * 1e6
  return {
    from: Math.min(...marks.map(({ from }) => from)) - reach,
    until: Math.max(...marks.map(({ until }) => until)) + reach,
  }
}

/** By which rules a datastream is judged, and what it is compared with; undefined when nothing judges it. */
export function planOf(
  stream: JudgedStream,
  siblings: readonly JudgedStream[],
  { inForce, occasions }: JudgedBy,
): Omit<ToJudge, 'mark'> | undefined {
  const rules = stream.property === null ? undefined : inForce.get(stream.property)
  const inUnit = rules && converter(stream.ucum ?? '', rules.unit)
  if (rules === undefined || inUnit === undefined) return undefined
  const rule = comparingRule(rules)
  const others = rule === undefined ? [] : othersOf(stream, rule, siblings, (word) => inForce.has(word))
  return { stream, rules, inUnit, others, occasions: occasionsOf(occasions, stream) }
}

interface Known {
  readonly byId: ReadonlyMap<number, JudgedStream>
  readonly byThing: ReadonlyMap<number, readonly JudgedStream[]>
  readonly inForce: ReadonlyMap<string, RuleSet>
}

const HOUR = 3_600_000_000
const DAY_SECONDS = 86_400

/** The hours in which stations of a property must be compared again. */
function slicesOf(marks: readonly Mark[], { byId, inForce }: Known): Slice[] {
  return marks.flatMap(({ datastream, from, until }) => {
    const property = byId.get(datastream)?.property ?? undefined
    if (property === undefined || !comparesStations(inForce.get(property))) return []
    const first = Math.floor(from / HOUR)
    return Array.from({ length: Math.ceil(until / HOUR) - first }, (_, k) => ({ property, hour: (first + k) * HOUR }))
  })
}

/** What is compared with something that changed is judged again too. */
function marksOfComparing(marks: readonly Mark[], { byId, byThing, inForce }: Known): Mark[] {
  return marks.flatMap((mark) => {
    const changed = byId.get(mark.datastream)
    if (changed === undefined) return []
    const siblings = byThing.get(changed.thing) ?? []
    return siblings.flatMap((sibling) => {
      const rule = comparingRule(sibling.property === null ? undefined : inForce.get(sibling.property))
      if (rule === undefined) return []
      const others = othersOf(sibling, rule, siblings, (word) => inForce.has(word))
      return others.some(({ id }) => id === changed.id) ? [{ ...mark, datastream: sibling.id }] : []
    })
  })
}

/** Marks of one datastream as stretches: those that are read together are judged together. */
export function stretchesOf(marks: readonly Mark[], reach: number): Mark[] {
  const stretches: Mark[] = []
  for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1)
    if (last !== undefined && mark.from <= last.until + reach * 1e6)
      stretches[stretches.length - 1] = { ...last, until: Math.max(last.until, mark.until) }
    else stretches.push(mark)
  }
  return stretches
}
