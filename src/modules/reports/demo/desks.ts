import { addWorkingDays } from '#core/calendar/working-days.ts'
import type { Sql } from '#core/database/sql.ts'
import { dayOf } from '#core/i18n/format.ts'
import { listStaff } from '#modules/region/public.ts'
import { isCategory } from '../category.ts'
import { mergeReport } from '../duplicates/merge.ts'
import { deadlinesOf, listPromises } from '../handling/deadlines.ts'
import {
  addTeam,
  addTemplate,
  listTeams,
  listTemplates,
  removeTeam,
  removeTemplate,
  setPromise,
  type Team,
} from '../handling/desk-store.ts'
import { isClosed, type Status } from '../report.ts'
import type { IncomingReport } from '../store/change.ts'
import { planReport } from '../store/parties.ts'
import desks from './desks.json' with { type: 'json' }

/** So many open reports of a team are given to somebody, for the days to come. */
const PLANNED_EACH = 4

/** An invented report as it was kept. */
export interface KeptReport {
  readonly id: string
  readonly report: IncomingReport
  readonly steps: readonly { readonly status: Status }[]
  /** The report that it repeats; absent: it is the first of its kind. */
  readonly repeats?: IncomingReport | undefined
}

/** How bodies divide their work: a team, a promise and some standard texts each. Gives a report what its body says of it. */
export async function addDesks(sql: Sql): Promise<(report: IncomingReport) => IncomingReport> {
  const teams: Team[] = []
  for (const { body, team, promise, templates } of desks) {
    await addTeam(sql, { body, name: team.name, categories: team.categories.filter(isCategory) })
    teams.push(...(await listTeams(sql, [body])))
    if (isCategory(promise.category)) await setPromise(sql, { body, category: promise.category, promise })
    for (const template of templates) await addTemplate(sql, { body, ...template })
  }
  return (report) => {
    const own = desks.find(({ body }) => body === report.body)
    const promise = own?.promise.category === report.category ? own.promise : undefined
    const team = teams.find(({ body, categories }) => body === report.body && categories.includes(report.category))
    return { ...report, ...deadlinesOf(report.receivedAt, promise), team: team?.id }
  }
}

/** Gives some of the open reports of each team to somebody of the body, and merges what says the same into what came first. */
export async function workDesks(sql: Sql, kept: readonly KeptReport[], now: Temporal.Instant): Promise<void> {
  for (const { body } of desks) {
    const [person] = (await listStaff(sql, body)).filter(({ role }) => role === 'handler')
    const open = kept.filter((one) => one.report.body === body && isOpen(one))
    for (const [index, { id, report }] of open
      .filter(({ report: { team }, repeats }) => team !== undefined && repeats === undefined)
      .slice(-PLANNED_EACH)
      .entries())
      await planReport(sql, id, {
        team: report.team ?? null,
        assignee: person?.id ?? null,
        planned: addWorkingDays(dayOf(now), index + 1),
      })
    for (const { id, report, repeats } of open) {
      const main = repeats === undefined ? undefined : open.find((one) => one.report === repeats)
      if (main === undefined) continue
      const soon = report.receivedAt.add({ minutes: 30 })
      const at = Temporal.Instant.compare(soon, now) < 0 ? soon : now
      await mergeReport(sql, { report: id, into: main.id, at, person: person?.id })
    }
  }
}

/** Whether a body has a desk in the demonstration. */
export function hasDesk(body: string): boolean {
  return desks.some((desk) => desk.body === body)
}

/** Removes of the teams, promises and texts what still is as the demonstration made it: what was changed since is theirs. */
export async function removeDesks(sql: Sql): Promise<void> {
  for (const { body, team, promise, templates } of desks) {
    for (const { id, name, categories } of await listTeams(sql, [body]))
      if (name === team.name && categories.join() === team.categories.join()) await removeTeam(sql, { body, id })
    for (const { id, name, texts } of await listTemplates(sql, body))
      if (templates.some((one) => one.name === name && one.texts.nl === texts.nl))
        await removeTemplate(sql, { body, id })
    if (!isCategory(promise.category)) continue
    const held = (await listPromises(sql, body)).get(promise.category)
    if (held?.answerDays === promise.answerDays && held.solveDays === promise.solveDays)
      await setPromise(sql, { body, category: promise.category, promise: undefined })
  }
}

function isOpen({ steps }: KeptReport): boolean {
  const last = steps.at(-1)
  return last === undefined || !isClosed(last.status)
}
