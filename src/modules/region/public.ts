import { randomUUID } from 'node:crypto'
import type { Point } from '#core/geo/point.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import type { View } from '#web/view.ts'
import * as bodyStore from './store/bodies.ts'
import * as municipalityStore from './store/municipalities.ts'
import { bodyName as nameOfBody, type Body, type BodyKind } from './body.ts'
import { messages } from './messages/messages.ts'
import { codesOn, municipalityName as nameOfMunicipality, type Municipality, type SubRegion } from './municipality.ts'
import * as links from './people/links.ts'
import * as firstSignIn from './people/first-sign-in.ts'
import type { Person } from './people/person.ts'
import * as residentStore from './people/resident-store.ts'
import * as peopleStore from './people/store.ts'
import { inGroups } from './people/tokens.ts'
import type { Role } from './permissions.ts'
import type { Basis } from './places/draw-areas.ts'
import { locator as makeLocator, mapOf, type Located, type Lookup } from './places/locate.ts'
import { themeShown } from './theme/shown.ts'
import { defaultTrack, type Track } from './track.ts'

export { hashOfKey, makeKey, type MachineKey, type NewMachineKey } from './keys/key.ts'
export { keyRoutes } from './keys/key-routes.tsx'
export { localityNames } from './municipality.ts'
export { MunicipalityChoice } from './municipality-choice.ts'
export { basemapPicture, listAreas, type AreaOnMap } from './places/areas-on-map.ts'
export { pickMapRoute, readPoint, wholeRegion } from './places/pick-map.ts'
export { REGION_OFFICE } from './theme/theme.ts'

export type { Municipality, SubRegion, Body, BodyKind, Track, Basis, Located, Lookup, Role, Person }

/** The municipality with a NIS code, of today or of before a merger. */
export async function findMunicipality(sql: Sql, nis: string): Promise<Municipality | undefined> {
  const [municipality] = await municipalityStore.selectMunicipalities(sql, { nis })
  return municipality
}

/** The municipalities that existed on a day, by Dutch name; of one part of the region or of all of it. */
export async function listMunicipalities(
  sql: Sql,
  question: { on: Temporal.PlainDate; subRegion?: string },
): Promise<Municipality[]> {
  return municipalityStore.selectMunicipalities(sql, question)
}

/** The parts of the region, in the order in which they are shown. */
export async function listSubRegions(sql: Sql): Promise<SubRegion[]> {
  return municipalityStore.listSubRegions(sql)
}

/**
 * The codes that stand for this one on a day: the merged municipality for an old code, those of then for a new code
 * and an earlier day. An unknown code stands for itself; never empty. Covers all of Belgium since 2019.
 */
export async function resolveNis(sql: Sql, nis: string, on: Temporal.PlainDate): Promise<string[]> {
  return codesOn(await municipalityStore.listSuccessions(sql), nis, on)
}

/** As `resolveNis`, for many codes with one question to the database. */
export async function nisResolver(sql: Sql, on: Temporal.PlainDate): Promise<(nis: string) => string[]> {
  const successions = await municipalityStore.listSuccessions(sql)
  return (nis) => codesOn(successions, nis, on)
}

/** The municipalities that a postal code belonged to on a day: several for some (1070), none when it is of elsewhere. */
export async function municipalitiesOfPostalCode(
  sql: Sql,
  code: string,
  on: Temporal.PlainDate,
): Promise<Municipality[]> {
  return municipalityStore.selectMunicipalities(sql, { postalCode: code, on })
}

/**
 * In which of today's municipalities a place lies; undefined when outside the region. `basis` says whether that rests
 * on an official boundary or on a schematic one, which is wrong for about one place in six: then let people correct it.
 * An import counts at the next call. For many places at a time, see `locator`.
 */
export async function locate(services: Lookup, point: Point): Promise<Located> {
  const find = await makeLocator(services)
  return find(point)
}

/** A `locate` that answers at once, without the database, with the boundaries of this moment. */
export async function locator(services: Lookup): Promise<(point: Point) => Located> {
  return makeLocator(services)
}

/** How the boundaries of today were made, without the shapes. */
export async function boundaryBasis(services: Lookup): Promise<Basis | 'mixed'> {
  const { basis } = await mapOf(services)
  return basis
}

/** The line below every map that says how its boundaries were made. */
export function boundariesNotice(basis: Basis | 'mixed', language: Language): string {
  return messages(language)(`boundaries.${basis}`)
}

/** The name of a municipality in the language of the reader. */
export function municipalityName(municipality: Municipality, language: Language): string {
  return nameOfMunicipality(municipality, language)
}

/** The name of the municipality with a NIS code; the code when the facts do not know it. */
export async function municipalityNameOf(
  nis: string,
  { sql, language }: { readonly sql: Sql; readonly language: Language },
): Promise<string> {
  const municipality = await findMunicipality(sql, nis)
  return municipality === undefined ? nis : municipalityName(municipality, language)
}

/** The name of a body in the language of the reader. */
export function bodyName(body: Body, language: Language): string {
  return nameOfBody(body, language)
}

/** The local government of a municipality: every municipality of the facts has one. */
export async function bodyOfMunicipality(sql: Sql, nis: string): Promise<Body | undefined> {
  return bodyStore.bodyOfMunicipality(sql, nis)
}

export async function findBody(sql: Sql, id: string): Promise<Body | undefined> {
  return bodyStore.findBody(sql, id)
}

/** All bodies, or those of one kind, by Dutch name; those of before a merger too, unless `on` names the day that counts. */
export async function listBodies(sql: Sql, question?: { kind?: BodyKind; on?: Temporal.PlainDate }): Promise<Body[]> {
  return bodyStore.listBodies(sql, question)
}

/** The bodies that this one is a member of on a day, such as its intermunicipal companies. */
export async function listBodiesAbove(sql: Sql, body: string, on: Temporal.PlainDate): Promise<Body[]> {
  return bodyStore.listBodiesAbove(sql, body, on)
}

/** The members of a body on a day, such as the municipalities of an intermunicipal company. */
export async function listMembers(sql: Sql, body: string, on: Temporal.PlainDate): Promise<Body[]> {
  return bodyStore.listMembers(sql, body, on)
}

/** How a municipality works together in a capability. Until it chooses, that is `shared`. */
export async function trackOf(sql: Sql, nis: string, capability: string): Promise<Track> {
  const tracks = await bodyStore.listTracks(sql, nis)
  return tracks.find((track) => track.capability === capability) ?? defaultTrack(nis, capability)
}

/**
 * The frame of a page about a municipality, or one that a body answers for: in the colours of that body. Without a theme of
 * its own, and for a code that is of no use any more, it looks as the region does.
 */
export async function themedView(
  { sql, view }: { sql: Sql; view: View },
  whose: { readonly nis: string } | { readonly body: string },
): Promise<View> {
  const body = 'body' in whose ? whose.body : (await bodyStore.bodyOfMunicipality(sql, whose.nis))?.id
  const theme = await themeShown(sql, { body, language: view.language })
  return { ...view, theme }
}

/** Who works for a body, with their roles: somebody with two roles comes twice. */
export async function listStaff(sql: Sql, body: string): Promise<(Person & { readonly role: Role })[]> {
  return peopleStore.listStaff(sql, body)
}

/** The language in which somebody of the staff reads letters. */
export async function languageOfStaff(sql: Sql, person: string): Promise<Language> {
  return peopleStore.personLanguage(sql, person)
}

/** Adds somebody who works for a body, with a first role; gives the id, for `createSignInLink`. */
export async function addStaff(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  { name, email, body, role }: { name: string; email: string | null; body: string; role: Role },
): Promise<string> {
  const id = randomUUID()
  return sql.transaction(async (within) => {
    await peopleStore.addPerson(within, { id, name, email, demo: false }, clock())
    await peopleStore.giveRole(within, { person: id, body, role })
    return id
  })
}

/** Makes a link with which a person signs in once, within 15 minutes by default. Give it to that person only. */
export async function createSignInLink(
  services: Pick<Services, 'sql' | 'clock' | 'config'>,
  personId: string,
  choices: { language?: Language; minutes?: number } = {},
): Promise<string> {
  return links.createSignInLink(services, personId, choices)
}

/**
 * Makes an account for a resident without e-mail, with the code on paper that opens it once, within fourteen days. The
 * account is new and empty: whoever prints the code sees only what is put in it now. `code` is written in groups.
 */
export async function createPrintedCode(
  services: Pick<Services, 'sql' | 'clock' | 'config'>,
  language: Language,
): Promise<links.PrintedCode> {
  const made = await links.createPrintedCode(services, language)
  return { ...made, code: inGroups(made.code) }
}

/** Holds the account of a resident still until the transaction ends, so that it is not erased meanwhile; false when it is gone. */
export async function holdResident(sql: Sql, resident: string): Promise<boolean> {
  return residentStore.holdResident(sql, resident)
}

/** Whether a resident can sign in again, by e-mail or with a provider, and so needs no code on paper. */
export async function hasWayIn(sql: Sql, resident: string): Promise<boolean> {
  return residentStore.hasWayIn(sql, resident)
}

/** Makes codes on paper of a resident worthless that were not used yet, when a new one takes their place. */
export async function endPrintedCodes(sql: Sql, resident: string, now: Temporal.Instant): Promise<void> {
  await residentStore.endCodes(sql, resident, now)
}

/** Whether anybody keeps the square running; without an operator it has no door. */
export async function hasOperator(sql: Sql): Promise<boolean> {
  return (await peopleStore.listRoleHolders(sql)).some(({ role }) => role === 'operator')
}

/** Lines for the log of the first start: links for the operator and the staff of two municipalities, good for 24 hours. */
export async function firstSignInLinks(services: Services, language: Language = 'nl'): Promise<string[]> {
  return firstSignIn.firstSignInLinks(services, language)
}
