import type { Sql } from '#core/database/sql.ts'

/**
 * What becomes of reports whose system was replaced: those that are there stay behind; what never went goes to the system of today; of what
 * may be there somebody must look. Safe to run often: a try that was under way when the system was replaced ends later.
 */
export async function settleDeliveries(sql: Sql, now: Temporal.Instant): Promise<void> {
  await sql`
    update reports.open311_delivery delivery
    set left_at = case when endpoint.replaced_at is not null then coalesce(delivery.left_at, ${now}::timestamptz) end
    from reports.open311_endpoint endpoint
    where endpoint.id = delivery.endpoint and delivery.state in ('sent', 'dropped')
      and (endpoint.replaced_at is null) <> (delivery.left_at is null)`
  await sql`
    update reports.open311_delivery delivery
    set endpoint = today.id, token = null, tries = 0, due_at = ${now}, leased_until = null,
      state = case when delivery.state = 'asked' or delivery.state = 'sending' or delivery.may_be_there then 'dead' else delivery.state end,
      reason = case when delivery.state = 'asked' or delivery.state = 'sending' or delivery.may_be_there then 'replaced' else delivery.reason end,
      ended_at = case when delivery.state = 'waiting' and not delivery.may_be_there then null else ${now}::timestamptz end,
      may_be_there = delivery.may_be_there or delivery.state in ('asked', 'sending')
    from reports.open311_endpoint before join reports.open311_endpoint today
      on today.body = before.body and today.replaced_at is null
    where before.id = delivery.endpoint and before.replaced_at is not null
      and (delivery.state in ('waiting', 'asked', 'dead') or delivery.state = 'sending' and delivery.leased_until <= ${now})
      and not exists (
        select from reports.open311_delivery other where other.report = delivery.report and other.endpoint = today.id)`
}

/** Gives up what reporters added and did not get to a system before it was replaced: staff are told that it is not there. */
export async function settleAdditions(sql: Sql, now: Temporal.Instant): Promise<void> {
  await sql`
    update reports.open311_addition addition set state = 'dead', reason = 'replaced', leased_until = null, ended_at = ${now}
    from reports.open311_endpoint endpoint
    where endpoint.id = addition.endpoint and endpoint.replaced_at is not null
      and (addition.state = 'waiting' or addition.state = 'sending' and addition.leased_until <= ${now})`
}

/** The numbers of open reports of a body that stayed behind in a system that was replaced. */
export async function listLeftBehind(sql: Sql, body: string): Promise<number[]> {
  const rows = await sql<{ number: number }>`select number from reports.left_behind(${body})`
  return rows.map(({ number }) => number)
}
