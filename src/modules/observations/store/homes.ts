import type { Sql } from '#core/database/sql.ts'

/**
 * Keeps where those of these things stand and stood that hang at somebody's home (`properties.precision` is `area`) no more precisely than
 * `roughly()` gives, and so what they observe; `features` are others that they observe. Of the rest nothing changes. Call it wherever a thing,
 * its places or its properties were written.
 */
export async function keepRough(sql: Sql, things: readonly number[], features: readonly number[] = []): Promise<void> {
  if (things.length > 0) await sql`select observations.roughen(${things}::int[], ${features}::int[])`
}
