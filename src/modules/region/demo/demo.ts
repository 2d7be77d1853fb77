import { join } from 'node:path'
import sharp from 'sharp'
import { encodeLogoOf } from '#core/files/encode-logo.ts'
import { dayOf } from '#core/i18n/format.ts'
import type { Services } from '#core/services.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Body } from '../body.ts'
import type { Municipality } from '../municipality.ts'
import type { Role } from '../permissions.ts'
import { addPerson, findPerson, giveRole } from '../people/store.ts'
import { addDemoMemberships, addDemoTracks, listBodies, putBodies } from '../store/bodies.ts'
import { selectMunicipalities } from '../store/municipalities.ts'
import { addLogo, addTheme } from '../theme/store.ts'
import { logoFrom } from '../theme/theme.ts'
import type { TrackKind } from '../track.ts'
import demonstration from './demonstration.json' with { type: 'json' }

/** The members of a body: all of some parts of the region, some left out, or a list of codes. */
interface MemberRule {
  readonly subRegion?: string
  readonly subRegions?: readonly string[]
  readonly except?: readonly string[]
  readonly nis?: readonly string[]
}

interface TrackRule {
  readonly capability: string
  readonly track: string
  readonly jointBody?: string
  readonly ownUrl?: string
  readonly nis: readonly string[]
}

/**
 * Fills the square with invented bodies, people and choices, each row marked `demo`. The municipalities and the public
 * bodies are real and come from `prepare`; who is a member of which intermunicipal company is a rough sketch, so it is
 * marked too. Safe to repeat: what somebody changed since then stays.
 */
export async function fillDemo({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<void> {
  await sql.transaction(async (within) => {
    const municipalities = await selectMunicipalities(within, { on: dayOf(clock()) })
    await putBodies(within, demonstration.bodies.map(inventedBody))
    await addDemoMemberships(within, await memberships(within, municipalities))
    await addDemoTracks(within, tracks(municipalities), clock())
    for (const { roles, ...person } of demonstration.people) {
      if (!(await findPerson(within, person.id))) await addPerson(within, { ...person, demo: true }, clock())
      // The database refuses a role that does not exist.
      for (const { body, role } of roles) await giveRole(within, { person: person.id, body, role: role as Role })
    }
    for (const { body, tokens, logo } of demonstration.themes)
      await addTheme(
        within,
        {
          body,
          version: 1,
          tokens,
          logo: logo === null ? null : await keepLogo(logo, within, clock()),
          logoTexts: {},
          changedBy: null,
          demo: true,
        },
        clock(),
      )
  })
}

/** Removes every invented row of this capability, with the sessions of invented people. */
export async function clearDemo({ sql }: Pick<Services, 'sql'>): Promise<void> {
  await sql.transaction(async (within) => {
    await within`delete from region.track where demo`
    await within`delete from region.theme where demo`
    await within`delete from region.body_member where demo`
    await within`delete from region.person where demo`
    await within`delete from region.body where demo`
  })
}

/** An invented mark, drawn for the demonstration; gives its hash. */
async function keepLogo(name: string, sql: Sql, now: Temporal.Instant): Promise<string> {
  const logo = logoFrom(await encodeLogoOf(sharp(join(import.meta.dirname, 'logos', `${name}.svg`), { density: 144 })))
  await addLogo(sql, logo, now)
  return logo.hash
}

function inventedBody(body: (typeof demonstration.bodies)[number]): Body {
  return { ...body, kind: body.kind as Body['kind'], municipality: null, demo: true }
}

async function memberships(sql: Sql, municipalities: readonly Municipality[]) {
  const governments = await listBodies(sql, { kind: 'municipality' })
  const rules: Readonly<Record<string, MemberRule>> = demonstration.memberships
  return Object.entries(rules).flatMap(([body, rule]) =>
    municipalities
      .filter((municipality) => isMember(municipality, rule))
      .flatMap(({ nis }) => governments.filter(({ municipality }) => municipality === nis))
      .map(({ id }) => ({ body, member: id })),
  )
}

function isMember({ nis, subRegion }: Municipality, rule: MemberRule): boolean {
  if (rule.except?.includes(nis)) return false
  return (
    rule.subRegion === subRegion ||
    (rule.subRegions?.includes(subRegion) ?? false) ||
    (rule.nis?.includes(nis) ?? false)
  )
}

function tracks(municipalities: readonly Municipality[]) {
  const known = new Set(municipalities.map(({ nis }) => nis))
  const rules: readonly TrackRule[] = demonstration.tracks
  return rules.flatMap(({ capability, track, jointBody, ownUrl, nis: codes }) =>
    codes
      .filter((nis) => known.has(nis))
      .map((nis) => ({
        nis,
        capability,
        // The database refuses a track that does not exist.
        track: track as TrackKind,
        jointBody: jointBody ?? null,
        ownUrl: ownUrl === undefined ? null : `${ownUrl}${nis}`,
      })),
  )
}
