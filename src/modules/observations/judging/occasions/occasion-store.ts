import type { Sql } from '#core/database/sql.ts'
import { microsecondsOf } from '../../model.ts'
import { occasionsOf, type Occasion, type Span } from './occasion.ts'

/** More than this at once is not looked at: somebody noted the same over and over. */
const MOST = 1000

/** What happened in a part of time (microseconds since 1970), whatever it is about. */
export async function listBetween(
  sql: Sql,
  { from, until }: Span,
): Promise<(Span & Pick<Occasion, 'municipalities' | 'properties'>)[]> {
  return sql<Span & Pick<Occasion, 'municipalities' | 'properties'>>`
    select municipalities, properties, (extract(epoch from from_at) * 1000000)::bigint as from,
      (extract(epoch from until_at) * 1000000)::bigint as until
    from observations.occasion
    where until_at > to_timestamp(${from}::float8 / 1e6) and from_at < to_timestamp(${until}::float8 / 1e6)
    order by from_at, id limit ${MOST}`
}

/** What happened where a datastream measures, in a part of time, in order. */
export async function listOfStream(
  sql: Sql,
  datastream: number,
  { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<Occasion[]> {
  const [stream] = await sql<{ municipality: string | null; property: string | null }>`
    select d.municipality, p.key as property
    from observations.shown_datastream d join observations.observed_property p on p.id = d.observed_property where d.id = ${datastream}`
  if (stream === undefined) return []
  const found = await sql<Occasion>`
    select id, body, municipalities, properties, from_at as from, until_at as until, words, language from observations.occasion
    where until_at > ${from}::timestamptz - interval '1 day' and from_at < ${until} order by from_at, id limit ${MOST}`
  return occasionsOf(found, stream)
}

/** What happened and will happen, the newest first. `bodies`: only what these noted. */
export async function listOccasions(
  sql: Sql,
  {
    bodies,
    since,
    limit,
  }: { readonly bodies?: readonly string[]; readonly since?: Temporal.Instant; readonly limit: number },
): Promise<Occasion[]> {
  return sql<Occasion>`
    select id, body, municipalities, properties, from_at as from, until_at as until, words, language from observations.occasion
    where (${bodies ?? null}::text[] is null or body = any(${bodies ?? null}::text[]))
      and (${since ?? null}::timestamptz is null or until_at > ${since ?? null}::timestamptz)
    order by from_at desc, id desc limit ${limit}`
}

/** One of them; undefined when there is none. */
export async function findOccasion(sql: Sql, id: number): Promise<Occasion | undefined> {
  const [row] = await sql<Occasion>`
    select id, body, municipalities, properties, from_at as from, until_at as until, words, language
    from observations.occasion where id = ${id}`
  return row
}

/** Who writes, and when. */
export interface Writing {
  readonly now: Temporal.Instant
  readonly by: string | null
}

/** Notes what happened; what was measured then is judged again. Gives its number. */
export async function addOccasion(sql: Sql, one: Omit<Occasion, 'id'>, { now, by }: Writing): Promise<number> {
  const [row] = await sql<{ id: number }>`
    insert into observations.occasion (body, municipalities, properties, from_at, until_at, words, language, changed_at, changed_by)
    values (${one.body}, ${one.municipalities}::text[], ${one.properties}::text[], ${one.from}, ${one.until}, ${one.words},
      ${one.language}, ${now}, ${by}::uuid) returning id`
  return row?.id ?? 0
}

/** Changes what was noted; what was and what is part of it is judged again. */
export async function changeOccasion(sql: Sql, one: Omit<Occasion, 'body'>, { now, by }: Writing): Promise<void> {
  await sql`
    update observations.occasion set municipalities = ${one.municipalities}::text[], properties = ${one.properties}::text[],
      from_at = ${one.from}, until_at = ${one.until}, words = ${one.words}, language = ${one.language}, changed_at = ${now},
      changed_by = ${by}::uuid
    where id = ${one.id}`
}

/** Takes away what was noted; what was part of it is judged again. */
export async function removeOccasion(sql: Sql, id: number): Promise<void> {
  await sql`delete from observations.occasion where id = ${id}`
}

/** Which of these occasions were while something was measured, that lasts so long. */
export function namedAt(
  occasions: readonly Occasion[],
  { at, until }: { readonly at: number; readonly until: number | null },
): Occasion[] {
  return occasions.filter((one) => {
    const [from, end] = [microsecondsOf(one.from), microsecondsOf(one.until)]
    return at < end && (at >= from || (until !== null && until > from))
  })
}
