import type { Sql } from '#core/database/sql.ts'
import { publicStreet } from '../public-street.ts'
import { publicPlace, type Status } from '../report.ts'
import type { Compared, NamedAsset } from './features.ts'

/** Reports further away are never about the same thing: pins are put at most some 80 m beside it. */
export const NEAR_METRES = 200
/** Open reports older than this are not looked at. */
export const NEAR_DAYS = 400

const METRES_PER_DEGREE = 111_195
/** As in the column `cell`: squares of 1/500 degree, in rows of a million. */
const CELLS_PER_DEGREE = 500
const CELLS_PER_ROW = 1_000_000
const MOST = 150

/** An open report that may be about the same thing. */
export interface Candidate extends Omit<Compared, 'topics'> {
  readonly asset: NamedAsset | null
  readonly id: string
  readonly number: number
  readonly body: string
  readonly municipality: string
  readonly postalCode: string
  readonly status: Status
  readonly notePublic: boolean
  /** The words as staff released them; null: as they were written. */
  readonly noteShown: string | null
  readonly photoPublic: boolean
}

/** Where and when to look. `self` is left out, and so is what was merged into another report. */
export interface NearbyQuestion {
  readonly municipality: string
  readonly street: string
  /** Absent or empty: not known. Streets of two villages may have one name. */
  readonly postalCode?: string
  readonly lon: number | null
  readonly lat: number | null
  readonly at: Temporal.Instant
  readonly self?: string | undefined
  /** The thing that it is about, wherever it was put on the map. */
  readonly asset?: NamedAsset | null | undefined
  /** Only those of these bodies; undefined for all. */
  readonly bodies?: readonly string[] | undefined
}

/**
 * The open reports within `NEAR_METRES`, those of the same street where one of the two has no place on the map, and those that name the same
 * thing: the newest of each, at most 150. Reads by index, whatever else there is.
 */
export async function listNearby(sql: Sql, question: NearbyQuestion): Promise<Candidate[]> {
  const { municipality, postalCode = '', lon, lat, at, self, asset, bodies } = question
  const box = lon === null || lat === null ? undefined : boxAround(lon, lat)
  const street = publicStreet(question.street)
  const since = at.subtract({ hours: 24 * NEAR_DAYS })
  const until = at.add({ hours: 24 * NEAR_DAYS })
  const rows = await sql<Row>`
    with near as (
      (select id from reports.report
      where closed_at is null and merged_into is null and cell = any(${box?.cells ?? []}::bigint[])
        and received_at >= ${since} and received_at <= ${until}
        and lon between ${box?.west}::float8 and ${box?.east}::float8 and lat between ${box?.south}::float8 and ${box?.north}::float8
      order by received_at desc limit ${MOST})
      union
      (select id from reports.report
      where closed_at is null and merged_into is null and municipality = ${municipality} and public_street = ${street || null}::text
        and (postal_code in (${postalCode}, '') or ${postalCode} = '')
        and received_at >= ${since} and received_at <= ${until}
        and (cell is null or ${box === undefined})
      order by received_at desc limit ${MOST})
      union
      (select id from reports.report
      where closed_at is null and merged_into is null and asset = ${asset?.id}::uuid
        and received_at >= ${since} and received_at <= ${until}
      order by received_at desc limit ${MOST})
    )
    select r.id, number, body, municipality, postal_code as "postalCode", status, category, note, note_public as "notePublic", note_shown as "noteShown", photo_public as "photoPublic",
      language, street, lon, lat, received_at as "receivedAt", bits::text as bits,
      asset as "assetId", asset_layer as layer, asset_number as "assetNumber"
    from reports.report r join near on near.id = r.id left join reports.photo_print p on p.photo = r.photo
    where r.id is distinct from ${self}::uuid and (${bodies}::text[] is null or body = any(${bodies}::text[]))
    order by received_at desc limit ${MOST}`
  return rows.map(({ bits, ...row }) => ({
    ...withAsset(row),
    print: bits === null ? null : BigInt(bits),
  }))
}

interface AssetColumns {
  readonly assetId: string | null
  readonly layer: string | null
  readonly assetNumber: string | null
}
type Row = Omit<Candidate, 'print' | 'asset'> & AssetColumns & { readonly bits: string | null }

/** The thing that a report names; null when it names none. */
export async function findNamedAsset(sql: Sql, report: string): Promise<NamedAsset | null> {
  const [row] = await sql<AssetColumns>`
    select asset as "assetId", asset_layer as layer, asset_number as "assetNumber" from reports.report where id = ${report}`
  return row === undefined ? null : withAsset(row).asset
}

function withAsset<Columns extends AssetColumns>({ assetId: id, layer, assetNumber: number, ...row }: Columns) {
  return { ...row, asset: id === null || layer === null || number === null ? null : { id, layer, number } }
}

/** A candidate as everybody may see it: no hidden words or photo, a rounded place, a street without its number. */
export function publicCandidate(candidate: Candidate): Candidate {
  const { note, notePublic, noteShown, photoPublic, print } = candidate
  return {
    ...candidate,
    ...publicPlace(candidate),
    note: notePublic ? (noteShown ?? note) : '',
    print: photoPublic ? print : null,
  }
}

/** Keeps what a photo looks like. Safe to repeat. */
export async function keepPrint(sql: Sql, photo: string, bits: bigint, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into reports.photo_print (photo, bits, made_at) values (${photo}, ${bits.toString()}::bigint, ${now})
    on conflict (photo) do nothing`
}

/** What a photo looks like; null when it was never looked at. */
export async function findPrint(sql: Sql, photo: string | null | undefined): Promise<bigint | null> {
  if (!photo) return null
  const [row] = await sql<{ bits: string }>`select bits::text as bits from reports.photo_print where photo = ${photo}`
  return row === undefined ? null : BigInt(row.bits)
}

/** Erases what photos looked like that nothing uses any longer, at most 1,000 at a time. */
export async function forgetPrints(sql: Sql, now: Temporal.Instant): Promise<{ deleted: number }> {
  const gone = await sql`
    delete from reports.photo_print where photo in (
      select photo from reports.photo_print p
      where made_at < ${now.subtract({ hours: 1 })}
        and not exists (select from reports.report r where r.photo = p.photo)
        and not exists (select from reports.draft where answers ->> 'photo' = p.photo)
      limit 1000)
    returning photo`
  return { deleted: gone.length }
}

function boxAround(lon: number, lat: number) {
  const north = NEAR_METRES / METRES_PER_DEGREE
  const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
  const box = { west: lon - east, east: lon + east, south: lat - north, north: lat + north }
  const cells: number[] = []
  const cellOf = (degrees: number) => Math.floor(degrees * CELLS_PER_DEGREE)
  for (let row = cellOf(box.south); row <= cellOf(box.north); row += 1)
    for (let column = cellOf(box.west); column <= cellOf(box.east); column += 1)
      cells.push(row * CELLS_PER_ROW + column)
  return { ...box, cells }
}
