import type { Sql } from '#core/database/sql.ts'
import { propertiesOfStanding, STANDING_MEMBERS, type Standing } from './standing.ts'

/** A station as the form about how it stands needs it. */
export interface StandingThing {
  readonly id: number
  readonly name: string
  readonly owner: string
  readonly properties: Readonly<Record<string, unknown>> | null
}

/** A thing that everybody may see; undefined when it is not there. */
export async function findStandingThing(sql: Sql, id: number): Promise<StandingThing | undefined> {
  const [found] = await sql<StandingThing>`
    select id, name, owner, properties from observations.shown_thing where id = ${id}`
  return found
}

/** Writes how a thing stands into its properties; the others stay. What is rough stays rough: `precision` is not touched. */
export async function saveStanding(sql: Sql, thing: number, standing: Standing, now: Temporal.Instant): Promise<void> {
  await sql`
    update observations.thing
    set properties = (coalesce(properties, '{}') - ${STANDING_MEMBERS}::text[]) || ${propertiesOfStanding(standing)}::jsonb, updated_at = ${now}
    where id = ${thing}`
}
