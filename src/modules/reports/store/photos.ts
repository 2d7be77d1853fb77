import type { Sql } from '#core/database/sql.ts'

/**
 * Of these photos those that nothing uses any longer: no report, no form in progress, no answer of staff, no letter. What was kept of how
 * they look is removed with them. Call it in a transaction, when what used them is gone.
 */
export async function unusedPhotos(sql: Sql, photos: readonly (string | null)[]): Promise<string[]> {
  const rows = await sql<{ photo: string }>`
    select distinct photo from unnest(${photos}::text[]) as gone (photo)
    where photo is not null
      and not exists (select from reports.report where report.photo = gone.photo)
      and not exists (select from reports.event where event.photo = gone.photo)
      and not exists (select from reports.letter_in where letter_in.photo = gone.photo)
      and not exists (select from reports.draft where answers ->> 'photo' = gone.photo)`
  const unused = rows.map(({ photo }) => photo)
  await sql`delete from reports.photo_print where photo = any(${unused}::text[])`
  return unused
}
