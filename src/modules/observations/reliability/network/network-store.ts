import type { Sql } from '#core/database/sql.ts'
import type { Called } from '../../called.ts'
import type { Objection, Question } from '../../comparison/index.ts'

/** What a network report is about. */
export interface NetworkAsked {
  /** Word of the vocabulary; undefined: everything. */
  readonly property: string | undefined
  /** NIS codes; undefined: the whole region. */
  readonly municipalities: readonly string[] | undefined
  readonly question: Question
}

/** How many datastreams there are, may be used, and are in each band. */
export interface NetworkCounts {
  readonly all: number
  readonly may: number
  /** From very low to very good. */
  readonly bands: readonly number[]
  readonly unknown: number
  readonly median: number | null
}

export async function countNetwork(
  sql: Sql,
  { property, municipalities, question }: NetworkAsked,
): Promise<NetworkCounts> {
  const [row] = await sql<NetworkCounts>`
    select count(*)::int as all, (count(*) filter (where s.objections -> ${question}::text = '[]'))::int as may,
      array[count(*) filter (where s.score < 20), count(*) filter (where s.score >= 20 and s.score < 40),
        count(*) filter (where s.score >= 40 and s.score < 60), count(*) filter (where s.score >= 60 and s.score < 80),
        count(*) filter (where s.score >= 80)]::int[] as bands,
      (count(*) filter (where s.score is null))::int as unknown,
      (percentile_cont(0.5) within group (order by s.score))::float8 as median
    from observations.shown_datastream d join observations.score s on s.datastream = d.id
    where (${property ?? null}::text is null or d.observed_property = (select id from observations.observed_property where key = ${property ?? null}::text))
      and (${municipalities ?? null}::text[] is null or d.municipality = any(${municipalities ?? null}::text[]))`
  return row ?? { all: 0, may: 0, bands: [0, 0, 0, 0, 0], unknown: 0, median: null }
}

/** Why datastreams may not be used, and how many for each reason; the commonest first. */
export async function countReasons(
  sql: Sql,
  { property, municipalities, question }: NetworkAsked,
): Promise<{ readonly objection: Objection; readonly count: number }[]> {
  return sql`
    select o.objection, count(*)::int as count
    from observations.shown_datastream d join observations.score s on s.datastream = d.id
    cross join lateral jsonb_array_elements_text(s.objections -> ${question}::text) as o (objection)
    where (${property ?? null}::text is null or d.observed_property = (select id from observations.observed_property where key = ${property ?? null}::text))
      and (${municipalities ?? null}::text[] is null or d.municipality = any(${municipalities ?? null}::text[]))
    group by o.objection order by count(*) desc, o.objection`
}

/** How many may be used in each municipality. */
export async function countPlaces(
  sql: Sql,
  { property, municipalities, question }: NetworkAsked,
): Promise<{ readonly municipality: string; readonly all: number; readonly may: number }[]> {
  return sql`
    select d.municipality, count(*)::int as all, (count(*) filter (where s.objections -> ${question}::text = '[]'))::int as may
    from observations.shown_datastream d join observations.score s on s.datastream = d.id
    where d.municipality is not null
      and (${property ?? null}::text is null or d.observed_property = (select id from observations.observed_property where key = ${property ?? null}::text))
      and (${municipalities ?? null}::text[] is null or d.municipality = any(${municipalities ?? null}::text[]))
    group by d.municipality`
}

/** A datastream in a network report. */
export interface NetworkStream {
  readonly id: number
  readonly called: Called
  readonly municipality: string | null
  readonly score: number | null
  readonly objections: readonly Objection[]
}

/** The datastreams of a report, the best first. */
export async function listNetwork(
  sql: Sql,
  { property, municipalities, question }: NetworkAsked,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<NetworkStream[]> {
  return sql<NetworkStream>`
    select f.id, observations.called(f.id) as called, f.municipality, f.score, f.objections
    from (
      select d.id, d.municipality, s.score, s.objections -> ${question}::text as objections,
        row_number() over (order by s.objections -> ${question}::text = '[]' desc, s.score desc nulls last, d.id) as turn
      from observations.shown_datastream d join observations.score s on s.datastream = d.id
      where (${property ?? null}::text is null or d.observed_property = (select id from observations.observed_property where key = ${property ?? null}::text))
        and (${municipalities ?? null}::text[] is null or d.municipality = any(${municipalities ?? null}::text[]))
      order by turn limit ${limit} offset ${offset}) f
    order by f.turn`
}
