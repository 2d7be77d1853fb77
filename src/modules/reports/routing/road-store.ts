import { json, type Sql } from '#core/database/sql.ts'
import { boxOf, type Position } from '#core/geo/polygon.ts'

/** A piece of a regional road. */
export interface Road {
  readonly name: string
  readonly line: readonly Position[]
}

const BATCH = 1000

/** Puts these roads in the place of all that were there. Call it in a transaction. */
export async function replaceRoads(sql: Sql, roads: readonly Road[]): Promise<void> {
  await sql`delete from reports.regional_road`
  for (let start = 0; start < roads.length; start += BATCH) {
    const some = roads.slice(start, start + BATCH).map(({ name, line }) => {
      const [west, south, east, north] = boxOf([[line]])
      return { name, west, south, east, north, line }
    })
    await sql`
      insert into reports.regional_road (name, west, south, east, north, line)
      select name, west, south, east, north, line
      from jsonb_to_recordset(${json(some)}::jsonb)
        as road (name text, west float8, south float8, east float8, north float8, line jsonb)`
  }
}
