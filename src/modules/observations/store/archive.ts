import type { Sql } from '#core/database/sql.ts'

/** A month (its first day, UTC) that was written to a file. */
export interface ArchivedMonth {
  readonly month: string
  readonly rows: number
  readonly bytes: number
  readonly sha256: string
  readonly begunAt: Temporal.Instant
  readonly madeAt: Temporal.Instant
  /** When its rows left the database; null: they are there. */
  readonly droppedAt: Temporal.Instant | null
}

/** What is in the archive, the oldest first. */
export async function listArchived(sql: Sql): Promise<ArchivedMonth[]> {
  return sql<ArchivedMonth>`
    select month::text as month, rows, bytes, sha256, begun_at as "begunAt", made_at as "madeAt", dropped_at as "droppedAt"
    from observations.archive order by month`
}

/** The months that a part of time touches whose rows are in the archive only, as `2024-01`. */
export async function listReleased(
  sql: Sql,
  { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<string[]> {
  const rows = await sql<{ month: string }>`
    select to_char(month, 'YYYY-MM') as month from observations.archive
    where dropped_at is not null and month::timestamp at time zone 'UTC' < ${until}
      and (month + interval '1 month')::timestamp at time zone 'UTC' > ${from}
    order by month`
  return rows.map(({ month }) => month)
}

/** The months that have a partition of their own and lie before a day, the oldest first. What is older than 2015 has none: it stays. */
export async function listMonthsBefore(sql: Sql, day: Temporal.PlainDate): Promise<string[]> {
  const rows = await sql<{ month: string }>`
    select to_char(to_date(substring(c.relname from 13), 'YYYY_MM'), 'YYYY-MM-DD') as month
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'observations.observation'::regclass and c.relname ~ '^observation_\\d{4}_\\d{2}$'
      and to_date(substring(c.relname from 13), 'YYYY_MM') < ${day.toString()}::date
    order by 1`
  return rows.map(({ month }) => month)
}

/** Writes down that a month stands in a file, in the place of what was known of it. */
export async function saveArchived(
  sql: Sql,
  { month, rows, bytes, sha256, begunAt, madeAt }: Omit<ArchivedMonth, 'droppedAt'>,
): Promise<void> {
  await sql`
    insert into observations.archive (month, rows, bytes, sha256, begun_at, made_at)
    values (${month}::date, ${rows}, ${bytes}, ${sha256}, ${begunAt}, ${madeAt})
    on conflict (month) do update set rows = excluded.rows, bytes = excluded.bytes, sha256 = excluded.sha256,
      begun_at = excluded.begun_at, made_at = excluded.made_at, dropped_at = null`
}

/** The month as a part of time. */
export function partOf(month: string): { readonly from: Temporal.Instant; readonly until: Temporal.Instant } {
  const first = Temporal.PlainDate.from(month)
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime('UTC').toInstant()
  return { from: midnight(first), until: midnight(first.add({ months: 1 })) }
}

/** Why the rows of a month may not go yet; undefined when they may. Nobody writes to it until the transaction ends. */
export async function whyKept(sql: Sql, { month, rows, begunAt }: ArchivedMonth): Promise<string | undefined> {
  const { from, until } = partOf(month)
  const [own] =
    await sql`select to_regclass(${partitionOf(month)}) as name where to_regclass(${partitionOf(month)}) is not null`
  if (own === undefined) return 'it has no place of its own in the database, as months before 2015 have not'
  await sql.script(`lock table ${partitionOf(month)} in exclusive mode`)
  const [[since], [stale], [bare]] = [
    await sql<{ count: number; changed: boolean }>`
      select count(*) as count, coalesce(bool_or(received_at > ${begunAt} or replaced_at > ${begunAt}), false) as changed
      from observations.observation where at >= ${from} and at < ${until}`,
    await sql`
      select id from observations.stale where hour >= ${from} and hour < ${until} limit 1`,
    await sql`
      select d.id from observations.datastream d
      where exists (select from observations.observation o where o.datastream = d.id and o.replaced_at is null
          and o.at >= ${from} and o.at < ${until})
        and not exists (select from observations.roll_up r where r.datastream = d.id
          and r.start >= ${from.subtract({ hours: 24 * 31 })} and r.start < ${until})
      limit 1`,
  ]
  if (since?.changed === true || since?.count !== rows) return 'it changed since its file was made'
  if (stale !== undefined) return 'some of its hours wait to be rolled up'
  return bare === undefined ? undefined : 'some of its datastreams have no roll-ups'
}

/** Takes the rows of a month out of the database. */
export async function dropMonth(sql: Sql, month: string, now: Temporal.Instant): Promise<void> {
  const { from, until } = partOf(month)
  await sql`
    update observations.latest l set observations = l.observations - o.count
    from (select datastream, count(*) as count from observations.observation
      where replaced_at is null and at >= ${from} and at < ${until} group by datastream) o
    where o.datastream = l.datastream`
  await sql.script(`alter table observations.observation detach partition ${partitionOf(month)}`)
  await sql.script(`drop table ${partitionOf(month)}`)
  await sql`update observations.archive set dropped_at = ${now} where month = ${month}::date`
}

function partitionOf(month: string): string {
  if (!/^\d{4}-\d{2}-01$/.test(month)) throw new RangeError(`${month} is not the first day of a month.`)
  return `observations.observation_${month.slice(0, 7).replace('-', '_')}`
}

/** From when on observations are taken in: before it are months that went to the archive. Undefined: any time. */
export async function closedBefore(sql: Sql): Promise<Temporal.Instant | undefined> {
  const [row] = await sql<{ moment: Temporal.Instant | null }>`select observations.closed_before() as moment`
  return row?.moment ?? undefined
}

/** Writes down that the rows of a month are in the database again. */
export async function tellPutBack(sql: Sql, month: string): Promise<void> {
  await sql`update observations.archive set dropped_at = null where month = ${month}::date`
}

/** The datastreams of which the archive shows nothing: they are hidden, or their owner wanted every value gone. */
export async function listUnseen(sql: Sql): Promise<Set<number>> {
  const rows = await sql<{ datastream: number }>`
    select datastream from observations.hidden union select datastream from observations.withdrawn_datastream`
  return new Set(rows.map(({ datastream }) => datastream))
}
