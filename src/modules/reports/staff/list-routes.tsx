import { listQuery } from '#web/list-query.ts'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { dayOf } from '#core/i18n/format.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { route, type Answer, type Context, type FieldError } from '#web/route.ts'
import { doBulk, findBulk, undoBulk, type BulkAction } from '../handling/bulk-store.ts'
import { listFilters, listTeams, removeFilter, saveFilter } from '../handling/desk-store.ts'
import { messages } from '../handling/messages.ts'
import { listUnsent } from '../open311/client/addition-store.ts'
import { StaffListPage } from '../pages/staff-list-page.tsx'
import { PAGE_SIZE } from '../report-list.ts'
import { countByStatus, listReports } from '../store/find.ts'
import { bodiesWith, questionOf, StaffFilter } from './filter.ts'

const MOST_AT_ONCE = 100
const Query = z.string().max(500).default('')

const list = '/:language/staff/reports'

/** The inbox of staff: narrowed, kept as a list of one's own, and worked through many at a time. */
export const staffListRoutes = [
  route({
    method: 'GET',
    path: list,
    summary: 'Reports for the staff of a body',
    may: 'reports.read',
    input: StaffFilter.extend({ done: z.uuid().optional().catch(undefined) }),
    handle: ({ done, ...filter }, context) => listPage(filter, [], context, done),
  }),
  route({
    method: 'POST',
    path: `${list}/bulk`,
    summary: 'Do the same to many reports at once',
    may: 'reports.handle',
    input: z.object({
      numbers: z
        .union([z.string(), z.array(z.string())])
        .default([])
        .transform((all) =>
          [...new Set([all].flat().map(Number))].filter((one) => Number.isSafeInteger(one) && one > 0),
        )
        .refine((all) => all.length <= MOST_AT_ONCE),
      action: z.string().max(60).default(''),
      query: Query,
    }),
    handle: async ({ numbers, action: typed, query }, context) => {
      const { sql, visitor, clock, language } = context
      const t = messages(language)
      const bodies = bodiesWith('reports.handle', visitor) ?? []
      const action = await actionOf(typed, bodies, context)
      const wrong = numbers.length === 0 ? 'bulk.none' : 'bulk.wrong'
      if (numbers.length === 0 || action === undefined)
        return { ...(await listPage(filterOf(query), [{ field: 'action', message: t(wrong) }], context)), status: 422 }
      const person = visitor?.id ?? ''
      const { id } = await sql.transaction(async (within) => {
        const done = await doBulk(within, { numbers, bodies, action, person, language, now: clock() })
        await recordDeed(within, {
          at: clock(),
          actorKind: 'staff',
          actor: person,
          action: 'reports.bulk',
          subject: `bulk:${done.id}`,
          reason: `${action.kind} ${done.count}`,
        })
        return done
      })
      return seeOther(`/${language}/staff/reports${withMember(query, 'done', id)}`)
    },
  }),
  route({
    method: 'POST',
    path: `${list}/undo`,
    summary: 'Undo what was done to many reports at once',
    may: 'reports.handle',
    input: z.object({ id: z.uuid(), query: Query }),
    handle: async ({ id, query }, { sql, visitor, clock, language }) => {
      const person = visitor?.id ?? ''
      await sql.transaction(async (within) => {
        const undone = await undoBulk(within, { id, person, now: clock() })
        if (undone !== undefined)
          await recordDeed(within, {
            at: clock(),
            actorKind: 'staff',
            actor: person,
            action: 'reports.undo-bulk',
            subject: `bulk:${id}`,
            reason: String(undone),
          })
      })
      return seeOther(`/${language}/staff/reports${withMember(query, 'done', id)}`)
    },
  }),
  route({
    method: 'POST',
    path: `${list}/filters`,
    summary: 'Keep the choice of reports as a list of one’s own',
    may: 'reports.read',
    input: z.object({ name: z.string().trim().max(60).default(''), query: Query }),
    handle: async ({ name, query }, context) => {
      const { sql, visitor, language } = context
      if (name === '') {
        const error = { field: 'name', message: messages(language)('filter.nameNeeded') }
        return { ...(await listPage(filterOf(query), [error], context)), status: 422 }
      }
      await saveFilter(sql, visitor?.id ?? '', {
        name,
        query: listQuery({ ...filterOf(query), page: 1 }),
        now: context.clock(),
      })
      return saved(`/${language}/staff/reports`)
    },
  }),
  route({
    method: 'POST',
    path: `${list}/filters/remove`,
    summary: 'Take a list of one’s own away',
    may: 'reports.read',
    input: z.object({ id: z.uuid() }),
    handle: async ({ id }, { sql, visitor, language }) => {
      await removeFilter(sql, visitor?.id ?? '', id)
      return saved(`/${language}/staff/reports`)
    },
  }),
]

async function actionOf(
  typed: string,
  bodies: readonly string[],
  { sql, visitor }: Context,
): Promise<BulkAction | undefined> {
  if (typed === 'mine') return { kind: 'assign', assignee: visitor?.id ?? null }
  if (typed === 'nobody') return { kind: 'assign', assignee: null }
  if (typed === 'in-progress') return { kind: 'in-progress' }
  const team = (await listTeams(sql, bodies)).find(({ id }) => typed === `team.${id}`)
  return team && { kind: 'team', team: team.id }
}

/** The filter in a query string that a form sent along. */
function filterOf(query: string): StaffFilter {
  return StaffFilter.parse(Object.fromEntries(new URLSearchParams(query)))
}

function withMember(query: string, name: string, value: string): string {
  const members = new URLSearchParams(query)
  members.set(name, value)
  return `?${members.toString()}`
}

async function listPage(
  filter: StaffFilter,
  errors: readonly FieldError[],
  context: Context,
  done?: string,
): Promise<Answer> {
  const { sql, view, clock, visitor } = context
  const bodies = bodiesWith('reports.read', visitor)
  const today = dayOf(clock())
  const { reports, total } = await listReports(sql, questionOf(filter, { bodies, visitor, today }), {
    limit: PAGE_SIZE,
    offset: (filter.page - 1) * PAGE_SIZE,
  })
  const handled = bodiesWith('reports.handle', visitor)
  const person = visitor?.id ?? ''
  const bulk = done === undefined ? undefined : await findBulk(sql, { id: done, person })
  return page(
    <StaffListPage
      view={view}
      filter={filter}
      reports={reports}
      unsent={await listUnsent(
        sql,
        reports.map(({ id }) => id),
      )}
      total={total}
      counts={await countByStatus(sql, { bodies })}
      teams={await listTeams(sql, bodies)}
      filters={await listFilters(sql, person)}
      mayHandle={handled === undefined || handled.length > 0}
      done={bulk && { id: done ?? '', ...bulk }}
      errors={errors}
      today={today}
    />,
  )
}
