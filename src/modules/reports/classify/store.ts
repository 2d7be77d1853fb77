import { json, type Sql } from '#core/database/sql.ts'
import type { Category } from '../category.ts'
import type { Example } from './model.ts'

/** How many reports of each category. */
export type CategoryCounts = Readonly<Partial<Record<Category, number>>>

/** When the model of a body was made; undefined when it has none. */
export async function findModelTime(sql: Sql, body: string): Promise<Temporal.Instant | undefined> {
  const [row] = await sql<{ madeAt: Temporal.Instant }>`
    select made_at as "madeAt" from reports.category_model where body = ${body}`
  return row?.madeAt
}

/** The model of a body as it is kept; `model` is null when it had too few examples. */
export async function findModel(
  sql: Sql,
  body: string,
): Promise<{ model: string | null; counts: CategoryCounts } | undefined> {
  const [row] = await sql<{ model: string | null; counts: CategoryCounts }>`
    select model, counts from reports.category_model where body = ${body}`
  return row
}

export async function keepModel(
  sql: Sql,
  kept: { body: string; at: Temporal.Instant; examples: number; counts: CategoryCounts; model: string | null },
): Promise<void> {
  const { body, at, examples, counts, model } = kept
  await sql`
    insert into reports.category_model (body, made_at, examples, counts, model)
    values (${body}, ${at}, ${examples}, ${json(counts)}, ${model})
    on conflict (body) do update set made_at = excluded.made_at, examples = excluded.examples, counts = excluded.counts,
      model = excluded.model`
}

/** The newest words that staff showed to everybody, with what they are about. Oldest first, so that the newest are learnt last. */
export async function listShownWords(sql: Sql, body: string, most: number): Promise<Example[]> {
  const rows = await sql<Example>`
    select note as text, category from reports.report
    where body = ${body} and note_public and reporter_forgotten_at is null and note <> '' and not demo
    order by received_at desc, id limit ${most}`
  return rows.toReversed()
}

/** How many reports each body had of each category since a moment. */
export async function countByBody(sql: Sql, since: Temporal.Instant): Promise<ReadonlyMap<string, CategoryCounts>> {
  const rows = await sql<{ body: string; category: Category; count: number }>`
    select body, category, count(*) as count from reports.report
    where received_at >= ${since} and merged_into is null and not demo group by body, category order by body, category`
  const groups = Map.groupBy(rows, ({ body }) => body)
  return new Map(
    [...groups].map(([body, its]) => [body, Object.fromEntries(its.map(({ category, count }) => [category, count]))]),
  )
}
