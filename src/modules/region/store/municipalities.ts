import type { Sql } from '#core/database/sql.ts'
import type { Municipality, SubRegion, Succession } from '../municipality.ts'

/** Which municipalities; what is left out does not matter. */
export interface MunicipalityQuestion {
  readonly nis?: string
  readonly subRegion?: string
  readonly postalCode?: string
  /** Only those that existed on this day. */
  readonly on?: Temporal.PlainDate
}

/** Municipalities with their postal codes, by Dutch name. */
export async function selectMunicipalities(
  sql: Sql,
  { nis, subRegion, postalCode, on }: MunicipalityQuestion,
): Promise<Municipality[]> {
  return sql<Municipality>`
    select m.nis, m.sub_region as "subRegion", m.nl, m.fr, m.en, m.de, m.lon, m.lat, m.area_km2 as "areaKm2",
      array(select code from region.postal_code p where p.nis = m.nis order by code) as "postalCodes",
      coalesce((select jsonb_agg(jsonb_build_object('nl', l.nl, 'fr', l.fr, 'postalCode', l.postal_code) order by l.nl)
        from region.locality l where l.nis = m.nis), '[]') as "localities",
      m.valid_from as "validFrom", m.valid_until as "validUntil"
    from region.municipality m
    where (${nis ?? null}::text is null or m.nis = ${nis ?? null}::text)
      and (${subRegion ?? null}::text is null or m.sub_region = ${subRegion ?? null}::text)
      and (${on ?? null}::date is null
        or (coalesce(m.valid_from, '-infinity') <= ${on ?? null}::date
          and coalesce(m.valid_until, 'infinity') > ${on ?? null}::date))
      and (${postalCode ?? null}::text is null
        or exists (select from region.postal_code p where p.nis = m.nis and p.code = ${postalCode ?? null}::text))
    order by m.nl, m.nis`
}

export async function listSubRegions(sql: Sql): Promise<SubRegion[]> {
  return sql<SubRegion>`select id, nl, fr, en, de from region.sub_region order by position`
}

/** All mergers and new codes of Belgium that we know: some dozens. */
export async function listSuccessions(sql: Sql): Promise<Succession[]> {
  return sql<Succession>`
    select old_nis as "oldNis", new_nis as "newNis", on_date as "on"
    from region.succession order by on_date, new_nis, old_nis`
}

/** Writes the parts of the region; what was there is brought up to date. */
export async function putSubRegions(sql: Sql, subRegions: readonly SubRegion[]): Promise<void> {
  await sql`
    insert into region.sub_region (id, position, nl, fr, en, de)
    select id, position, nl, fr, en, de
    from unnest(${subRegions.map(({ id }) => id)}::text[], ${subRegions.map((_, position) => position)}::int[],
      ${subRegions.map(({ nl }) => nl)}::text[], ${subRegions.map(({ fr }) => fr)}::text[],
      ${subRegions.map(({ en }) => en)}::text[], ${subRegions.map(({ de }) => de)}::text[])
      as given (id, position, nl, fr, en, de)
    on conflict (id) do update set position = excluded.position, nl = excluded.nl, fr = excluded.fr,
      en = excluded.en, de = excluded.de`
}

/** Writes municipalities with their postal codes and localities; what was there is brought up to date. */
export async function putMunicipalities(sql: Sql, all: readonly Municipality[]): Promise<void> {
  await sql`
    insert into region.municipality
      (nis, sub_region, nl, fr, en, de, lon, lat, area_km2, valid_from, valid_until)
    select nis, sub_region, nl, fr, en, de, lon, lat, area_km2, valid_from, valid_until
    from unnest(${all.map(({ nis }) => nis)}::text[], ${all.map(({ subRegion }) => subRegion)}::text[],
      ${all.map(({ nl }) => nl)}::text[], ${all.map(({ fr }) => fr)}::text[],
      ${all.map(({ en }) => en)}::text[], ${all.map(({ de }) => de)}::text[],
      ${all.map(({ lon }) => lon)}::float8[], ${all.map(({ lat }) => lat)}::float8[],
      ${all.map(({ areaKm2 }) => areaKm2)}::float8[],
      ${all.map(({ validFrom }) => validFrom?.toString() ?? null)}::date[],
      ${all.map(({ validUntil }) => validUntil?.toString() ?? null)}::date[])
      as given (nis, sub_region, nl, fr, en, de, lon, lat, area_km2, valid_from, valid_until)
    on conflict (nis) do update set sub_region = excluded.sub_region, nl = excluded.nl, fr = excluded.fr,
      en = excluded.en, de = excluded.de, lon = excluded.lon, lat = excluded.lat, area_km2 = excluded.area_km2,
      valid_from = excluded.valid_from, valid_until = excluded.valid_until`
  const codes = all.flatMap(({ nis, postalCodes }) => postalCodes.map((code) => ({ nis, code })))
  await sql`
    delete from region.postal_code
    where nis = any(${all.map(({ nis }) => nis)}::text[])
      and code || ' ' || nis <> all(${codes.map(({ code, nis }) => `${code} ${nis}`)}::text[])`
  await sql`
    insert into region.postal_code (code, nis)
    select code, nis
    from unnest(${codes.map(({ code }) => code)}::text[], ${codes.map(({ nis }) => nis)}::text[]) as given (code, nis)
    on conflict do nothing`
  const localities = all.flatMap(({ nis, localities: own }) => own.map((one) => ({ nis, ...one })))
  await sql`delete from region.locality where nis = any(${all.map(({ nis }) => nis)}::text[])`
  await sql`
    insert into region.locality (nis, postal_code, nl, fr)
    select nis, postal_code, nl, fr
    from unnest(${localities.map(({ nis }) => nis)}::text[], ${localities.map(({ postalCode }) => postalCode)}::text[],
      ${localities.map(({ nl }) => nl)}::text[], ${localities.map(({ fr }) => fr)}::text[])
      as given (nis, postal_code, nl, fr)`
}

/** Writes mergers and new codes; those that were there stay. */
export async function putSuccessions(sql: Sql, all: readonly Succession[]): Promise<void> {
  await sql`
    insert into region.succession (old_nis, new_nis, on_date)
    select old_nis, new_nis, on_date
    from unnest(${all.map(({ oldNis }) => oldNis)}::text[], ${all.map(({ newNis }) => newNis)}::text[],
      ${all.map(({ on }) => on.toString())}::date[]) as given (old_nis, new_nis, on_date)
    on conflict do nothing`
}
