import { json, type Sql } from '#core/database/sql.ts'
import type { KeptLogo, KeptTokens, LogoTexts, ThemeVersion } from './theme.ts'

/** A version, with who published it when. */
export interface PublishedTheme extends ThemeVersion {
  readonly changedAt: Temporal.Instant
  /** Null when that person does not work here any more, or nobody did. */
  readonly changedBy: string | null
}

/** A theme in force, with the names of its body. */
export interface ThemeInForce extends ThemeVersion {
  readonly names: Readonly<Record<'nl' | 'fr' | 'en' | 'de', string>>
  readonly municipality: string | null
}

interface Row extends Omit<ThemeVersion, 'logo'> {
  readonly hash: string | null
  readonly width: number
  readonly height: number
  readonly plate: KeptLogo['plate']
}

/** The themes in force of these bodies; a body that never chose one is absent. */
export async function listThemesInForce(sql: Sql, bodies: readonly string[]): Promise<ThemeInForce[]> {
  const rows = await sql<Row & { nl: string; fr: string; en: string; de: string; municipality: string | null }>`
    select distinct on (t.body) t.body, t.version, t.tokens, t.logo_texts as "logoTexts", l.hash, l.width, l.height, l.plate,
      b.nl, b.fr, b.en, b.de, b.municipality
    from region.theme t join region.body b on b.id = t.body left join region.logo l on l.hash = t.logo
    where t.body = any(${bodies}::text[])
    order by t.body, t.version desc`
  return rows.map((row) => ({ ...versionOf(row), names: row, municipality: row.municipality }))
}

/** Everything that was ever published: to find a style sheet again. Some hundreds of small rows. */
export async function listAllThemes(sql: Sql): Promise<ThemeVersion[]> {
  const rows = await sql<Row>`
    select distinct on (t.tokens, t.logo) t.body, t.version, t.tokens, t.logo_texts as "logoTexts", l.hash, l.width,
      l.height, l.plate
    from region.theme t left join region.logo l on l.hash = t.logo where t.tokens is not null`
  return rows.map(versionOf)
}

/** The newest versions of a body, newest first. */
export async function listVersions(sql: Sql, body: string, limit: number): Promise<PublishedTheme[]> {
  const rows = await sql<Row & Pick<PublishedTheme, 'changedAt' | 'changedBy'>>`
    select t.body, t.version, t.tokens, t.logo_texts as "logoTexts", l.hash, l.width, l.height, l.plate,
      t.changed_at as "changedAt", p.name as "changedBy"
    from region.theme t left join region.logo l on l.hash = t.logo left join region.person p on p.id = t.changed_by
    where t.body = ${body} order by t.version desc limit ${limit}`
  return rows.map((row) => ({ ...versionOf(row), changedAt: row.changedAt, changedBy: row.changedBy }))
}

/** One version of a body; undefined when there is none. */
export async function findVersion(sql: Sql, body: string, version: number): Promise<ThemeVersion | undefined> {
  const rows = await sql<Row>`
    select t.body, t.version, t.tokens, t.logo_texts as "logoTexts", l.hash, l.width, l.height, l.plate
    from region.theme t left join region.logo l on l.hash = t.logo
    where t.body = ${body} and t.version = ${version}`
  return rows.map(versionOf)[0]
}

/** What is published: the same members as `ThemeVersion`, with who did it. */
export interface NewTheme {
  readonly body: string
  /** The version after the one that was seen when it was made. */
  readonly version: number
  readonly tokens: KeptTokens | null
  readonly logo: string | null
  readonly logoTexts: LogoTexts
  readonly changedBy: string | null
  readonly demo: boolean
}

/** Publishes a version; false when somebody else published that version before. */
export async function addTheme(sql: Sql, theme: NewTheme, now: Temporal.Instant): Promise<boolean> {
  const { body, version, tokens, logo, logoTexts, changedBy, demo } = theme
  const added = await sql`
    insert into region.theme (body, version, tokens, logo, logo_texts, changed_at, changed_by, demo)
    select ${body}::text, ${version}::int, ${tokens === null ? null : json(tokens)}::jsonb, ${logo}::text,
      ${json(logoTexts)}::jsonb, ${now}::timestamptz, ${changedBy}::uuid, ${demo}::boolean
    where ${version}::int = 1 + coalesce((select max(version) from region.theme where body = ${body}), 0)
    on conflict do nothing returning version`
  return added.length > 0
}

/** A logo with its picture, in base64. */
export type LogoWithData = KeptLogo & { readonly data: string }

export async function findLogo(sql: Sql, hash: string): Promise<LogoWithData | undefined> {
  const [logo] = await sql<LogoWithData>`
    select hash, data, width, height, plate from region.logo where hash = ${hash}`
  return logo
}

export async function addLogo(sql: Sql, logo: LogoWithData, now: Temporal.Instant): Promise<void> {
  await sql`
    insert into region.logo (hash, data, width, height, plate, created_at)
    values (${logo.hash}, ${logo.data}, ${logo.width}, ${logo.height}, ${logo.plate}, ${now})
    on conflict do nothing`
}

/** Deletes logos that were only tried: in no version, and a day old. */
export async function forgetUnusedLogos(sql: Sql, now: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from region.logo l
    where l.created_at < ${now.subtract({ hours: 24 })} and not exists (select from region.theme t where t.logo = l.hash)
    returning l.hash`
  return gone.length
}

function versionOf({ body, version, tokens, logoTexts, hash, width, height, plate }: Row): ThemeVersion {
  return { body, version, tokens, logoTexts, logo: hash === null ? null : { hash, width, height, plate } }
}
