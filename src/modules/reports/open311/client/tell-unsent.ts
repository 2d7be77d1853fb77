import type { Services } from '#core/services.ts'
import type { Sql } from '#core/database/sql.ts'
import { bodyName, findBody } from '#modules/region/public.ts'
import { tellManagers } from '../../handling/tell-managers.ts'
import { messages } from '../messages.ts'

/** So many stand in a letter; the page shows all. */
const NAMED = 20
/** How long what a reporter opened again may be on its way. */
const ON_ITS_WAY = { minutes: 30 }

/**
 * Tells who manages a body, once, what its own system does not know: reports that were given up, and reports that were opened again where
 * that could not be told. One letter a body. Safe to run twice: what is told is marked in the transaction in which it is read.
 */
export async function tellUnsent(services: Services): Promise<void> {
  const { sql, clock, config } = services
  const unsent = await sql.transaction((within) => markUnsent(within, clock()))
  for (const [id, some] of Map.groupBy(unsent, ({ body }) => body)) {
    const body = await findBody(sql, id)
    if (body === undefined) continue
    const list = [...some.slice(0, NAMED).map(({ number }) => String(number)), ...(some.length > NAMED ? ['…'] : [])]
    await tellManagers(
      id,
      (language) => {
        const t = messages(language)
        const name = bodyName(body, language)
        const link = `${config.baseUrl}/${language}/staff/open311/${id}`
        return {
          subject: t('mail.unsentSubject', { count: some.length, body: name }),
          text: t('mail.unsent', { body: name, list: list.join('\n'), link }),
        }
      },
      services,
    )
  }
}

async function markUnsent(sql: Sql, now: Temporal.Instant): Promise<{ body: string; number: number }[]> {
  return sql<{ body: string; number: number }>`
    update reports.open311_delivery delivery set told_at = ${now}
    where delivery.state = 'dead' and delivery.told_at is null
      or delivery.state = 'sent' and exists (
        select from reports.event opened join reports.report on report.id = opened.report
        where opened.report = delivery.report and opened.kind = 'reopened' and report.body = delivery.body
          and report.closed_at is null and opened.at < ${now.subtract(ON_ITS_WAY)}
          and (delivery.told_at is null or opened.at > delivery.told_at)
          and not exists (
            select from reports.open311_addition addition join reports.event said on said.id = addition.event
            where addition.report = delivery.report and addition.endpoint = delivery.endpoint and said.at = opened.at and addition.state <> 'dead'))
    returning delivery.body, delivery.number`
}
