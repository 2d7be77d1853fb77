import { randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { bodyName, bodyOfMunicipality, findBody, REGION_OFFICE, type Body } from '#modules/region/public.ts'
import type { Category } from '../category.ts'
import { messages as reports } from '../messages.ts'
import { messages } from './messages.ts'
import { tellManagers } from './tell-managers.ts'

const BATCH = 500
/** So many stand in a letter; the list shows all. */
const NAMED = 20

interface Late {
  readonly id: string
  readonly number: number
  readonly body: string
  readonly municipality: string
  readonly category: Category
}

/**
 * Tells who manages a body, once, which reports are past the promised day: one letter a body; of a body without anybody, the municipality. Safe to run twice: what was told is marked
 * in the transaction in which it is read, and told after it.
 */
export async function escalate(services: Services): Promise<void> {
  const { sql, clock } = services
  for (;;) {
    const late = await sql.transaction((within) => markLate(within, dayOf(clock()), clock()))
    for (const [body, some] of Map.groupBy(late, (one) => one.body)) await tell(body, some, services)
    if (late.length < BATCH) return
  }
}

async function markLate(sql: Sql, today: Temporal.PlainDate, now: Temporal.Instant): Promise<Late[]> {
  const late = await sql<Late>`
    select id, number, body, municipality, category from reports.report
    where closed_at is null and escalated_at is null
      and ((answered_at is null and answer_before < ${today}::date) or solve_before < ${today}::date)
    order by number limit ${BATCH} for update skip locked`
  const ids = late.map(({ id }) => id)
  await sql`
    insert into reports.event (id, report, at, kind, language, author, body)
    select event, report, ${now}, 'escalated', 'nl', 'system', body
    from unnest(${ids.map(() => randomUUIDv7())}::uuid[], ${ids}::uuid[], ${late.map(({ body }) => body)}::text[])
      as new (event, report, body)`
  await sql`update reports.report set escalated_at = ${now} where id = any(${ids}::uuid[])`
  return late
}

async function tell(id: string, late: readonly Late[], services: Services): Promise<void> {
  const { sql } = services
  const body = await findBody(sql, id)
  if (body === undefined) return
  if (await tellManagers(id, (language) => letter(body, late, language, services), services)) return
  // Nobody works there yet: a report that waits for them is known to the municipality where it is, or to the office of the region.
  for (const [municipality, some] of Map.groupBy(late, (one) => one.municipality)) {
    const local = await bodyOfMunicipality(sql, municipality)
    const write = (language: Language) => letter(body, some, language, services, true)
    const isTold = local !== undefined && local.id !== id && (await tellManagers(local.id, write, services))
    if (!isTold) await tellManagers(REGION_OFFICE, write, services)
  }
}

function letter(
  body: Body,
  late: readonly Late[],
  language: Language,
  { config }: Services,
  isOfOther = false,
): { subject: string; text: string } {
  const t = messages(language)
  const lines = late
    .slice(0, NAMED)
    .map(({ number, category }) => `${number}: ${reports(language)(`category.${category}`)}`)
  const list = [...lines, ...(late.length > NAMED ? ['…'] : [])].join('\n')
  const name = bodyName(body, language)
  return {
    subject: t('mail.lateSubject', { count: late.length, body: name }),
    text: isOfOther
      ? t('mail.lateOfOther', { list, body: name })
      : t('mail.late', { list, link: `${config.baseUrl}/${language}/staff/reports?whose=late` }),
  }
}
