import type { Sql } from '#core/database/sql.ts'
import { roughly } from '../place.ts'

/**
 * Keeps where those of these things stand and stood that hang at somebody's home (`properties.precision` is `area`) no more precisely than
 * `roughly()` gives, and so what they observe; `features` are others that they observe. Of the rest nothing changes. Call it wherever a thing,
 * its places or its properties were written.
 */
export async function keepRough(sql: Sql, things: readonly number[], features: readonly number[] = []): Promise<void> {
  if (things.length > 0) await sql`select observations.roughen(${things}::int[], ${features}::int[])`
}

/** Of these features those that are more than the middle of a cell: another point, a line, or something of which nobody knows where it is. */
export async function listExactFeatures(sql: Sql, features: readonly number[]): Promise<Set<number>> {
  const rows = await sql<{ id: number; lon: number | null; lat: number | null; isPoint: boolean }>`
    select id, lon, lat, coalesce(feature ->> 'type' = 'Point', false) as "isPoint" from observations.feature
    where id = any(${features}::int[])`
  const exact = rows.filter(({ lon, lat, isPoint }) => {
    if (!isPoint || lon === null || lat === null) return true
    const middle = roughly({ lon, lat })
    return middle.lon !== lon || middle.lat !== lat
  })
  return new Set(exact.map(({ id }) => id))
}

/** Remembers that single values at somebody's home name these features. */
export async function markAtHome(sql: Sql, features: readonly number[]): Promise<void> {
  await sql`update observations.feature set at_home = true where id = any(${features}::int[]) and not at_home`
}

/** Whether a feature that is observed at somebody's home is more than the middle of a cell. */
export async function isExactAtHome(sql: Sql, feature: number): Promise<boolean> {
  const [found] = await sql`select from observations.feature where id = ${feature} and at_home`
  return found !== undefined && (await listExactFeatures(sql, [feature])).size > 0
}
