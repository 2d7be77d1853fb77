import { createHash, randomUUID, randomUUIDv7 } from 'node:crypto'
import { z } from 'zod'
import type { Language } from '#core/i18n/language.ts'
import type { Sql } from '#core/database/sql.ts'
import { mailboxOf } from '#core/mail/mail.ts'
import { announce } from '#core/outbox/outbox.ts'
import { bodyOfMunicipality } from '#modules/region/public.ts'
import type { Context } from '#web/route.ts'
import { NOTE_MAX, type Answers, type Where } from '../../report-form/answers.ts'
import { LETTERS } from '../../report-form/send-report.ts'
import { ownerOf, type Routed } from '../../routing/owner-of.ts'
import { letGovernmentFollow, routedFields } from '../../routing/routed-report.ts'
import { assetNumbered } from '../../assets/chosen.ts'
import { LAYERS, layerOf } from '../../assets/layers.ts'
import type { Asset } from '../../assets/asset.ts'
import { addReports } from '../../store/change.ts'
import { addDraft, findDraft } from '../../store/drafts.ts'
import { sourceOf, type ApiKey } from '../keys/key.ts'
import { messages } from '../messages.ts'
import type { Category } from '../../category.ts'
import { keepPassed, MOST_PASSED, ownServerId } from '../server-id.ts'
import { findPlace } from './find-place.ts'
import { getJurisdiction } from './jurisdiction.ts'
import { keepMedia } from './keep-media.ts'
import { refusal } from './protocol.ts'
import { answerTo, readAttributes } from './read-attributes.ts'
import { Common, text } from './request-filter.ts'
import { categoryOf } from './services.ts'

const line = (max: number) =>
  text(max)
    .transform((written) => written.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim())
    .default('')
const degrees = (most: number) =>
  z.union([z.literal('').transform(() => undefined), z.coerce.number().min(-most).max(most)]).optional()

/** What `POST requests` understands, besides `attribute[code]`. */
export const PostedRequest = Common.extend({
  api_key: text(200).optional().describe('Needed'),
  service_code: text(100).optional().describe('Needed'),
  lat: degrees(90).describe('WGS84; lat and long, or address_string'),
  long: degrees(180),
  address_string: line(300).describe('Street, number, postal code, municipality'),
  address_id: line(100).describe('Refused alone: there is no register of addresses'),
  email: z.union([z.literal(''), z.email().max(254)]).default(''),
  first_name: line(50),
  last_name: line(49),
  phone: line(30).refine((number) => number === '' || /^[+()\d][\d\s./()-]{5,}$/.test(number)),
  device_id: line(200).describe('Not kept'),
  account_id: line(200).describe('Not kept'),
  description: z.string().trim().max(NOTE_MAX).default(''),
  media_url: line(1000).describe('Only from the hosts that were agreed for the key'),
  client_request_id: line(200).describe('Extension: what you call it; sent again, it gives the same request'),
  passed_by: line(400)
    .transform((written) => (written === '' ? [] : written.split(',')))
    .pipe(z.array(z.uuid()).max(MOST_PASSED))
    .describe('Extension: the server_id of each server through which the request came, with commas between'),
}).loose()
export type PostedRequest = z.output<typeof PostedRequest>

/** What became of it: a report, or a token while somebody must say where it is. */
export type Posted =
  | { readonly number: number; readonly isNew: boolean }
  | { readonly token: string; readonly isNew: boolean }

const TOKEN_HOURS = 24

/**
 * Takes a request in. The same `client_request_id` of the same key gives the same answer, however often it is sent and however many
 * at the same time.
 */
export async function postRequest(posted: PostedRequest, key: ApiKey, context: Context): Promise<Posted> {
  const { sql, language } = context
  const clientId = posted.client_request_id
  const sourceId = clientId || randomUUID()
  const category = categoryIn(posted)
  const known = clientId === '' ? undefined : await findByClientId(sql, key, clientId)
  if (known !== undefined) return { number: known, isNew: false }

  const passed = await passedBy(posted, context)
  const jurisdiction = await getJurisdiction(posted.jurisdiction_id, context)
  const where = await findPlace({ ...posted }, jurisdiction, context)
  const note = noteOf(posted, category, language)
  const asset = where === undefined ? undefined : await assetOf(posted, { where, category }, context)
  if (where !== undefined) await refuseElsewhere(key, { where, category, asset }, context)
  if (posted.email !== '') await context.throttle.count(LETTERS, mailboxOf(posted.email))
  const photo = await keepMedia(posted.media_url, key, context)
  const reporter = {
    name: [posted.first_name, posted.last_name].filter(Boolean).join(' '),
    email: posted.email,
    phone: posted.phone,
  }
  const via = { source: sourceOf(key), sourceId, ...(passed.length > 0 && { passed }) }
  if (where === undefined)
    return askPlace({ note, category, ...(photo && { photo }), ...reporter, via }, { clientId, key }, context)
  return addReport({ where, note, category, asset, photo, ...reporter, via }, context)
}

/** The report for a token, once somebody said where it is; null while that waits. Undefined for a token that nobody was given. */
export async function findByToken(
  token: string,
  { sql, clock }: Pick<Context, 'sql' | 'clock'>,
): Promise<{ number: number | null } | undefined> {
  const draft = await findDraft(sql, hashOfToken(token), clock())
  if (draft === undefined) return undefined
  const [report] = await sql<{ number: number }>`select number from reports.report where draft = ${draft.id}`
  return { number: report?.number ?? null }
}

/** The number of what a client sent before under this name. */
export async function findByClientId(sql: Sql, key: ApiKey, clientId: string): Promise<number | undefined> {
  const [known] = await sql<{ number: number }>`
    select number from reports.report where source = ${sourceOf(key)} and source_id = ${clientId}`
  return known?.number
}

type Complete = Required<Pick<Answers, 'note' | 'category' | 'via' | 'name' | 'email' | 'phone'>> & {
  readonly where: Where
  readonly asset: Asset | undefined
  readonly photo: string | undefined
}

async function addReport(answers: Complete, context: Context): Promise<Posted> {
  const { sql, clock, language } = context
  const { where, note, category, asset, photo, name, email, phone, via } = answers
  const now = clock()
  const routed = await ownerOfSent(answers, context)
  return sql.transaction(async (within) => {
    const [report] = await addReports(within, [
      {
        ...(asset !== undefined && { lon: asset.lon, lat: asset.lat }),
        ...where,
        asset,
        ...(await routedFields(within, routed, { category, now })),
        note,
        category,
        photo,
        channel: 'open311',
        language,
        receivedAt: now,
        reporterName: name || undefined,
        reporterEmail: email || undefined,
        reporterPhone: phone || undefined,
        source: via.source,
        sourceId: via.sourceId,
      },
    ])
    if (report !== undefined) {
      await keepPassed(within, report.id, via.passed ?? [])
      const { municipality } = where
      await letGovernmentFollow(within, { report: report.id, municipality, body: routed.body, now })
      await announce(within, 'reports.report-received', { report: report.id })
      return { number: report.number, isNew: true }
    }
    // Another request with the same name was quicker.
    const [known] = await within<{ number: number }>`
      select number from reports.report where source = ${via.source} and source_id = ${via.sourceId}`
    if (known === undefined) throw new Error('A request was neither taken in nor known.')
    return { number: known.number, isNew: false }
  })
}

/** Keeps what was sent as a form in which only the place is open. Its token is the same for the same name of the same key. */
async function askPlace(
  answers: Answers,
  { clientId, key }: { clientId: string; key: ApiKey },
  { sql, clock, sign }: Context,
): Promise<Posted> {
  const token = sign('open311-token', `${key.id} ${clientId || randomUUID()}`)
  const createdAt = clock()
  const tokenHash = hashOfToken(token)
  return sql.transaction(async (within) => {
    const known = await findDraft(within, tokenHash, createdAt)
    if (known !== undefined) return { token, isNew: false }
    const expiresAt = createdAt.add({ hours: TOKEN_HOURS })
    await addDraft(within, { id: randomUUIDv7(), tokenHash, answers, createdAt, expiresAt })
    return { token, isNew: true }
  })
}

/** What came through here already is refused: else two squares that send to each other never stop. */
async function passedBy({ passed_by: passed }: PostedRequest, { sql }: Context): Promise<readonly string[]> {
  if (passed.includes(await ownServerId(sql))) throw refusal('passed_by', messages.say('error.passed'))
  return [...new Set(passed)]
}

function categoryIn({ service_code }: PostedRequest): Category {
  if (service_code === undefined || service_code === '')
    throw refusal('service_code', messages.say('error.serviceNeeded'))
  const category = categoryOf(service_code)
  if (category === undefined) throw refusal('service_code', messages.say('error.service'), 404)
  return category
}

/** The words of the reporter, with the answers to the questions of the service beneath them. */
function noteOf(posted: PostedRequest, category: Category, language: Language): string {
  const lines = readAttributes(category, posted, language)
  if (posted.description === '' && lines.length === 0)
    throw refusal('description', messages.say('error.descriptionNeeded'))
  const note = [posted.description, lines.join('\n')].filter((part) => part !== '').join('\n\n')
  if (note.length > NOTE_MAX) throw refusal('description', messages.say('error.tooLong', { count: NOTE_MAX }))
  return note
}

/** The thing of which the number was told; a number that we do not know stays in the words. */
async function assetOf(
  posted: PostedRequest,
  sent: { readonly where: Where; readonly category: Category },
  context: Context,
): Promise<Asset | undefined> {
  const layer = layerOf(sent.category)
  const number = layer === undefined ? '' : answerTo(LAYERS[layer]?.attribute ?? '', posted)
  return number === '' ? undefined : assetNumbered({ ...sent, number }, context)
}

/** Who answers for what another system sends: it cannot be asked, so what it does not tell is found out by the municipality. */
async function ownerOfSent(
  { where, category, asset }: { readonly where: Where; readonly category: Category; readonly asset: Asset | undefined },
  context: Context,
): Promise<Routed> {
  const routed = await ownerOf(where, category, { road: 'unknown', assetOwner: asset?.owner }, context)
  if (routed.kind === 'asked') throw new Error('A question is asked although the road is said to be unknown.')
  return routed
}

/** A key of a body is for places of its own municipality, whoever answers for what is reported there. */
async function refuseElsewhere(
  key: ApiKey,
  sent: { readonly where: Where; readonly category: Category; readonly asset: Asset | undefined },
  context: Context,
): Promise<void> {
  if (key.body === null) return
  if ((await bodyOfMunicipality(context.sql, sent.where.municipality))?.id === key.body) return
  if ((await ownerOfSent(sent, context)).body === key.body) return
  throw refusal('api_key', messages.say('error.keyElsewhere'), 403)
}

function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
