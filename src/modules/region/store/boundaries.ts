import type { MultiPolygon } from '#core/geo/polygon.ts'
import type { Sql } from '#core/database/sql.ts'

/** The official shape of a municipality. */
export interface Boundary {
  readonly nis: string
  readonly polygons: MultiPolygon
  /** SHA-256 of the polygons. */
  readonly version: string
}

/** The imported boundaries, also those of municipalities that no longer exist. */
export async function listBoundaries(sql: Sql): Promise<Boundary[]> {
  return sql<Boundary>`select nis, polygons, version from region.boundary order by nis`
}

/** Which shapes are there, without the shapes. */
export async function listBoundaryVersions(sql: Sql): Promise<Pick<Boundary, 'nis' | 'version'>[]> {
  return sql<Pick<Boundary, 'nis' | 'version'>>`select nis, version from region.boundary order by nis`
}

/**
 * A short text that changes when the map of that day changes: other municipalities, another centre or size, another
 * boundary. One small question, so that each lookup can ask it and an import in another process counts at once.
 */
export async function mapFingerprint(sql: Sql, on: Temporal.PlainDate): Promise<string> {
  const [row] = await sql<{ fingerprint: string | null }>`
    select md5(
      (select string_agg(concat_ws(',', nis, lon, lat, area_km2), ';' order by nis) from region.municipality
       where coalesce(valid_from, '-infinity') <= ${on}::date and coalesce(valid_until, 'infinity') > ${on}::date)
      || coalesce((select string_agg(concat(nis, version), ';' order by nis) from region.boundary), '')
    ) as fingerprint`
  return row?.fingerprint ?? ''
}

/** Writes boundaries in place of earlier ones. */
export async function putBoundaries(
  sql: Sql,
  boundaries: readonly Boundary[],
  { source, now }: { source: string; now: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into region.boundary (nis, polygons, version, source, imported_at)
    select nis, polygons::jsonb, version, ${source}::text, ${now}::timestamptz
    from unnest(${boundaries.map(({ nis }) => nis)}::text[],
      ${boundaries.map(({ polygons }) => JSON.stringify(polygons))}::text[],
      ${boundaries.map(({ version }) => version)}::text[]) as given (nis, polygons, version)
    on conflict (nis) do update set polygons = excluded.polygons, version = excluded.version,
      source = excluded.source, imported_at = excluded.imported_at`
}
