import type { Sql } from '#core/database/sql.ts'

/** A word of a question: as it stands in names (a `tsquery`), or what it is the name of. */
export interface AskedWord {
  readonly tsquery: string
  /** Words of the vocabulary that are called so. */
  readonly properties: readonly string[]
  /** Codes of the municipalities that are called so. */
  readonly municipalities: readonly string[]
}

/** A thing that was found. */
export interface FoundThing {
  readonly id: number
  readonly name: string
  readonly municipality: string | null
  readonly properties: readonly string[]
  readonly updatedAt: Temporal.Instant
  readonly total: number
}

/** Things of which every word is in their name, in that of a datastream, or is what they measure or where they are. */
export async function searchThings(
  sql: Sql,
  words: readonly AskedWord[],
  where: {
    readonly municipalities: readonly string[] | undefined
    readonly since: Temporal.Instant | undefined
    readonly limit: number
    readonly offset: number
    readonly isNewestFirst: boolean
  },
): Promise<FoundThing[]> {
  if (words.length === 0) return []
  return sql<FoundThing>`
    with word as (
      select place, words::tsquery as words, string_to_array(properties, ' ') as properties, string_to_array(municipalities, ' ') as municipalities
      from unnest(${words.map(({ tsquery }) => tsquery)}::text[], ${words.map(({ properties }) => properties.join(' '))}::text[],
        ${words.map(({ municipalities }) => municipalities.join(' '))}::text[])
        with ordinality as w (words, properties, municipalities, place)
    ), fits as (
      select w.place, t.id as thing from word w join observations.thing t on t.found_words @@ w.words
      union
      select w.place, d.thing from word w join observations.datastream d on d.found_words @@ w.words
      union
      select w.place, d.thing from word w
      join observations.observed_property p on p.key = any(w.properties)
      join observations.datastream d on d.observed_property = p.id
      union
      select w.place, t.id from word w join observations.thing t on t.municipality = any(w.municipalities)
    ), found as (
      select thing from fits group by thing having count(*) = ${words.length}
    )
    select t.id, t.name, t.municipality, t.updated_at as "updatedAt", (count(*) over ())::int as total,
      array(select distinct p.key from observations.datastream d join observations.observed_property p on p.id = d.observed_property
        where d.thing = t.id and p.key is not null order by 1 limit 6) as properties
    from found f join observations.shown_thing t on t.id = f.thing
    where (${where.municipalities}::text[] is null or t.municipality = any(${where.municipalities}::text[]))
      and (${where.since}::timestamptz is null or t.updated_at >= ${where.since}::timestamptz)
    order by case when ${where.isNewestFirst}::boolean then extract(epoch from t.updated_at) end desc nulls last, t.name, t.id
    limit ${where.limit} offset ${where.offset}`
}

/** Things of these municipalities: those named after the street first, then what told something last; at most so many. */
export async function listThingsOf(
  sql: Sql,
  { municipalities, street }: { readonly municipalities: readonly string[]; readonly street: string | undefined },
  limit: number,
): Promise<{ readonly id: number; readonly name: string; readonly municipality: string | null }[]> {
  return sql`
    select t.id, t.name, t.municipality from observations.shown_thing t
    left join lateral (
      select max(l.last_until) as told from observations.datastream d join observations.latest l on l.datastream = d.id
      where d.thing = t.id) n on true
    where t.municipality = any(${municipalities}::text[])
    order by ${street}::text is not null and strpos(core.folded(t.name), core.folded(${street ?? ''})) > 0 desc,
      n.told desc nulls last, t.name, t.id limit ${limit}`
}
