import { json, type Sql } from '#core/database/sql.ts'
import type { Endpoint } from './endpoint.ts'
import { settleDeliveries } from './replaced-store.ts'
import { pauseAfter } from './pauses.ts'

interface Which {
  readonly id?: string
  readonly body?: string
  readonly enabled?: boolean
}

/** The systems that fit, by body; one that was replaced only by its id. */
export async function listEndpoints(sql: Sql, { id, body, enabled }: Which): Promise<Endpoint[]> {
  return sql<Endpoint>`
    select id, body, base_url as "baseUrl", jurisdiction, api_key as "apiKey", format, services, meanings,
      takes_additions as "takesAdditions", knows_additions as "knowsAdditions",
      shares_reporter as "sharesReporter", enabled, knows_client_id as "knowsClientId", server, sends_keyed as "sendsKeyed",
      updates_since as "updatesSince",
      failures, paused_until as "pausedUntil", reason, worked_at as "workedAt"
    from reports.open311_endpoint
    where (${id}::uuid is null and replaced_at is null or id = ${id}::uuid) and (${body}::text is null or body = ${body}::text)
      and (${enabled}::boolean is null or enabled = ${enabled}::boolean)
    order by body`
}

export async function findEndpoint(sql: Sql, which: Which): Promise<Endpoint | undefined> {
  const [endpoint] = await listEndpoints(sql, which)
  return endpoint
}

/** What staff choose about a system. */
export type Chosen = Pick<
  Endpoint,
  | 'id'
  | 'body'
  | 'baseUrl'
  | 'jurisdiction'
  | 'apiKey'
  | 'services'
  | 'meanings'
  | 'takesAdditions'
  | 'sharesReporter'
  | 'sendsKeyed'
  | 'enabled'
>

/**
 * The system of a body with this address, of today or from before. Another address or jurisdiction is another system: its numbers are those of
 * other people's requests. One that only became safe (https) is the same.
 */
export async function findSameSystem(
  sql: Sql,
  { body, baseUrl, jurisdiction }: Pick<Endpoint, 'body' | 'baseUrl' | 'jurisdiction'>,
): Promise<Pick<Endpoint, 'id' | 'baseUrl' | 'apiKey'> | undefined> {
  const [same] = await sql<Pick<Endpoint, 'id' | 'baseUrl' | 'apiKey'>>`
    select id, base_url as "baseUrl", api_key as "apiKey" from reports.open311_endpoint
    where body = ${body} and jurisdiction = ${jurisdiction}
      and (base_url = ${baseUrl} or ${baseUrl} like 'https:%' and base_url = ${baseUrl.replace(/^https:/, 'http:')})
    order by replaced_at nulls first limit 1`
  return same
}

/**
 * Keeps what staff chose. Under another id it takes the place of the system before: what was sent there stays there, and nothing more is asked
 * of it or told to it. One from before that comes back has its reports again. Call it in a transaction.
 */
export async function saveEndpoint(sql: Sql, chosen: Chosen, now: Temporal.Instant): Promise<void> {
  const {
    id,
    body,
    baseUrl,
    jurisdiction,
    apiKey,
    services,
    meanings,
    takesAdditions,
    sharesReporter,
    sendsKeyed,
    enabled,
  } = chosen
  await sql`
    update reports.open311_endpoint set replaced_at = ${now}, enabled = false, api_key = ''
    where body = ${body} and id <> ${id} and replaced_at is null`
  await sql`
    insert into reports.open311_endpoint as kept (id, body, base_url, jurisdiction, api_key, services, meanings,
      takes_additions, shares_reporter, sends_keyed, enabled, updates_since, changed_at)
    values (${id}, ${body}, ${baseUrl}, ${jurisdiction}, ${apiKey}, ${json(services)}, ${json(meanings)},
      ${takesAdditions}, ${sharesReporter}, ${sendsKeyed}, ${enabled}, ${now}, ${now})
    on conflict (id) do update set base_url = excluded.base_url, jurisdiction = excluded.jurisdiction,
      api_key = excluded.api_key, services = excluded.services, meanings = excluded.meanings,
      takes_additions = excluded.takes_additions, shares_reporter = excluded.shares_reporter,
      sends_keyed = excluded.sends_keyed, server = case when kept.base_url = excluded.base_url then kept.server end,
      enabled = excluded.enabled, replaced_at = null, failures = 0, paused_until = null, reason = '', changed_at = excluded.changed_at,
      worked_at = case when kept.base_url = excluded.base_url then kept.worked_at end,
      format = case when kept.base_url = excluded.base_url then kept.format else 'json' end,
      knows_client_id = kept.base_url = excluded.base_url and kept.knows_client_id,
      knows_additions = kept.base_url = excluded.base_url and kept.knows_additions`
  await settleDeliveries(sql, now)
}

/** Keeps what a system told about itself. */
export async function keepLearnt(
  sql: Sql,
  { id }: Pick<Endpoint, 'id'>,
  {
    format,
    knowsClientId,
    knowsAdditions,
    server,
  }: Pick<Endpoint, 'format' | 'knowsClientId' | 'knowsAdditions' | 'server'>,
): Promise<void> {
  await sql`
    update reports.open311_endpoint set format = ${format}, knows_client_id = ${knowsClientId},
      knows_additions = ${knowsAdditions}, server = ${server}
    where id = ${id}`
}

/** It works (again). */
export async function markWorking(sql: Sql, { id }: Pick<Endpoint, 'id'>, now: Temporal.Instant): Promise<void> {
  await sql`
    update reports.open311_endpoint set failures = 0, paused_until = null, reason = '', worked_at = ${now} where id = ${id}`
}

/** It did not work: from the fifth time in a row on it is left alone for a while, longer each time. */
export async function markFailing(
  sql: Sql,
  { id }: Pick<Endpoint, 'id'>,
  { now, reason }: { now: Temporal.Instant; reason: string },
): Promise<void> {
  const [row] = await sql<{ failures: number }>`
    update reports.open311_endpoint set failures = failures + 1, reason = ${reason} where id = ${id} returning failures`
  const pause = pauseAfter(row?.failures ?? 0)
  if (pause === undefined) return
  await sql`update reports.open311_endpoint set paused_until = ${now.add(pause)} where id = ${id}`
}

/** What happened before is known, or must be asked once more: then `since` lies earlier. */
export async function moveCursor(
  sql: Sql,
  { id }: Pick<Endpoint, 'id'>,
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<void> {
  // Only from where we read it: who put it back meanwhile must not be overruled.
  await sql`update reports.open311_endpoint set updates_since = ${to} where id = ${id} and updates_since = ${from}`
}
