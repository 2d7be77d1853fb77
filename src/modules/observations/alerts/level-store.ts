import type { Sql } from '#core/database/sql.ts'
import type { Levels } from './level.ts'

/** What else is set with the levels of a datastream. */
export interface LevelSettings {
  readonly watchesSilence: boolean
  /** Null: what is usual for the datastream. */
  readonly silenceSeconds: number | null
  /** Whether administrators of the owner get letters. */
  readonly tellsStaff: boolean
}

export interface SetLevels extends Levels, LevelSettings {
  readonly datastream: number
}

/** What was set for a datastream; undefined when nothing was. */
export async function findLevels(sql: Sql, datastream: number): Promise<SetLevels | undefined> {
  const [row] = await sql<SetLevels>`
    select datastream, above_attention as "aboveAttention", above_alarm as "aboveAlarm", below_attention as "belowAttention",
      below_alarm as "belowAlarm", margin, values_back as "valuesBack", seconds_back as "secondsBack",
      watches_silence as "watchesSilence", silence_seconds as "silenceSeconds", tells_staff as "tellsStaff"
    from observations.level where datastream = ${datastream}`
  return row
}

/** Sets the levels of a datastream: from now on it is judged by these. False when there is no such datastream. */
export async function setLevels(
  sql: Sql,
  levels: SetLevels,
  { now, by }: { readonly now: Temporal.Instant; readonly by: string | null },
): Promise<boolean> {
  const rows = await sql`
    insert into observations.level (datastream, municipality, owner, above_attention, above_alarm, below_attention, below_alarm, margin,
      values_back, seconds_back, watches_silence, silence_seconds, tells_staff, set_at, set_by)
    select id, municipality, owner, ${levels.aboveAttention}::float8, ${levels.aboveAlarm}::float8, ${levels.belowAttention}::float8,
      ${levels.belowAlarm}::float8, ${levels.margin}::float8, ${levels.valuesBack}::int, ${levels.secondsBack}::int,
      ${levels.watchesSilence}, ${levels.silenceSeconds}::int, ${levels.tellsStaff}, ${now}, ${by}::uuid
    from observations.datastream where id = ${levels.datastream}
    on conflict (datastream) do update set above_attention = excluded.above_attention, above_alarm = excluded.above_alarm,
      below_attention = excluded.below_attention, below_alarm = excluded.below_alarm, margin = excluded.margin,
      values_back = excluded.values_back, seconds_back = excluded.seconds_back, watches_silence = excluded.watches_silence,
      silence_seconds = excluded.silence_seconds, tells_staff = excluded.tells_staff, set_at = excluded.set_at, set_by = excluded.set_by
    returning datastream`
  return rows.length > 0
}
