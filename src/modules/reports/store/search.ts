import type { Sql } from '#core/database/sql.ts'
import type { Category } from '../category.ts'
import { publicStreet } from '../public-street.ts'
import type { Status } from '../report.ts'
import type { Closing } from '../handling/closing.ts'

/** A report as the search shows it: only what everybody may read. */
export interface FoundReport {
  readonly number: number
  readonly category: Category
  readonly status: Status
  readonly closing: Closing | null
  readonly municipality: string
  readonly street: string
  readonly language: string
  readonly receivedAt: Temporal.Instant
  /** Own words; null until staff showed them. */
  readonly note: string | null
}

interface Where {
  readonly municipalities: readonly string[] | undefined
  readonly since: Temporal.Instant | undefined
  readonly limit: number
  readonly offset: number
  readonly isNewestFirst?: boolean
}
type Counted = FoundReport & { readonly total: number }

/** Reports that have the words of a `tsquery` (`core/search/question.ts`), the best first (unless the newest are asked for), then the newest. */
export async function findByWords(sql: Sql, tsquery: string, where: Where): Promise<Counted[]> {
  return sql<Counted>`
    select number, category, status, closing, municipality, coalesce(public_street, '') as street, language, received_at as "receivedAt",
      case when note_public and reporter_forgotten_at is null then coalesce(note_shown, note) end as note, count(*) over () as total
    from reports.report
    where found_words @@ to_tsquery('simple', ${tsquery})
      and (${where.municipalities}::text[] is null or municipality = any(${where.municipalities}::text[]))
      and (${where.since}::timestamptz is null or received_at >= ${where.since}::timestamptz)
    order by case when ${where.isNewestFirst ?? false}::boolean then 0 else ts_rank(found_words, to_tsquery('simple', ${tsquery})) end desc, received_at desc
    limit ${where.limit} offset ${where.offset}`
}

/** Reports in which something stands that is written like a text (`word_similarity` of pg_trgm at 0.6 or more). */
export async function findAlike(sql: Sql, text: string, where: Where): Promise<Counted[]> {
  return sql<Counted>`
    select number, category, status, closing, municipality, coalesce(public_street, '') as street, language, received_at as "receivedAt",
      case when note_public and reporter_forgotten_at is null then coalesce(note_shown, note) end as note, count(*) over () as total
    from reports.report
    where core.folded(${text}) <% found_text
      and (${where.municipalities}::text[] is null or municipality = any(${where.municipalities}::text[]))
      and (${where.since}::timestamptz is null or received_at >= ${where.since}::timestamptz)
    order by case when ${where.isNewestFirst ?? false}::boolean then 0 else word_similarity(core.folded(${text}), found_text) end desc, received_at desc
    limit ${where.limit} offset ${where.offset}`
}

/** The newest reports of a neighbourhood, at most so many; `street` as `publicStreet` gives it. */
export async function listNearby(
  sql: Sql,
  {
    municipalities,
    postalCode,
    street,
  }: {
    readonly municipalities: readonly string[]
    readonly postalCode?: string | undefined
    /** The keys of its names (`routing/street.ts`): however it is written. */
    readonly street?: readonly string[] | undefined
  },
  limit: number,
): Promise<FoundReport[]> {
  return sql<FoundReport>`
    select number, category, status, closing, municipality, coalesce(public_street, '') as street, language, received_at as "receivedAt",
      null as note
    from reports.report
    where municipality = any(${municipalities}::text[])
      and (${postalCode}::text is null or postal_code = ${postalCode}::text)
      and (${street}::text[] is null
        or regexp_replace(core.folded(public_street), '[^a-z0-9]', '', 'g') = any(${street}::text[]))
    order by received_at desc limit ${limit}`
}

/** What fewer reports name may be a typing error, or worse: it is suggested to nobody. */
const FEWEST_FOR_SUGGESTION = 3

/** Streets where something was reported a few times that begin with a text, or of which a word does; at most so many. */
export async function listStreets(
  sql: Sql,
  { text, postalCode }: { readonly text: string; readonly postalCode: string | undefined },
  limit: number,
): Promise<string[]> {
  const start = `${text.replace(/[\\%_]/g, '')}%`
  const rows = await sql<{ street: string }>`
    select public_street as street from reports.report
    where public_street <> '' and (${postalCode}::text is null or postal_code = ${postalCode}::text)
      and (core.folded(public_street) like core.folded(${start}) or core.folded(public_street) like '% ' || core.folded(${start}))
      and found_text like '%' || core.folded(${start})
    group by public_street having count(*) >= ${FEWEST_FOR_SUGGESTION} order by count(*) desc, public_street limit ${limit}`
  return rows.map(({ street }) => street)
}

const BATCH = 1000

/** Works out the public street of reports that have none yet, in batches: what was there before it was kept. */
export async function fillPublicStreets(sql: Sql): Promise<void> {
  for (;;) {
    const rows = await sql<{ id: string; street: string }>`
      select id, street from reports.report where public_street is null limit ${BATCH}`
    if (rows.length === 0) return
    await sql`
      update reports.report set public_street = given.street
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ street }) => publicStreet(street))}::text[])
        as given (id, street)
      where report.id = given.id`
  }
}
