import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import type { Context } from '#web/route.ts'
import type { Visitor } from '#web/visitor.ts'
import { messages } from '../messages/messages.ts'
import * as store from './link-store.ts'
import { addResident, findResident, findResidentByEmail, residentOfEmail, setResidentEmail } from './resident-store.ts'
import { endSessionsOf } from './session-store.ts'
import { startSession, type SignIn } from './sessions.ts'
import { hashOfToken, newLinkToken, newPrintedCode } from './tokens.ts'

const LINK_MINUTES = 15
/** A code on paper travels slower than a letter by e-mail. */
const CODE_DAYS = 14

type Needs = Pick<Services, 'sql' | 'clock' | 'config'>

interface LinkChoices {
  /** Default Dutch. */
  readonly language?: Language
  /** How long it can be used, default 15. */
  readonly minutes?: number
}

/** Makes a link with which a person of the staff signs in once, without a password. Give it to that person only. */
export async function createSignInLink(
  services: Needs,
  person: string,
  { language = 'nl', minutes = LINK_MINUTES }: LinkChoices = {},
): Promise<string> {
  const token = newLinkToken()
  await keep(services, token, { person, minutes })
  return addressOf(token, language, services)
}

/** Makes a link that proves an address: of whoever opens "my file", or of a resident who adds an address to it. */
export async function createEmailLink(
  services: Needs,
  { email, resident }: { email: string; resident?: string | undefined },
  language: Language,
): Promise<string> {
  const token = newLinkToken()
  await keep(services, token, { email: email.toLowerCase(), resident, minutes: LINK_MINUTES })
  return addressOf(token, language, services)
}

/** A code on paper, the same as a link, and the account that it opens. */
export interface PrintedCode {
  readonly resident: string
  readonly code: string
  readonly link: string
  readonly until: Temporal.Instant
}

/**
 * Makes an account for a resident without e-mail, and the code on paper that opens it once, within fourteen days. Always a
 * new account: who prints the code can only see what is put in it now. Give `code` and `link` to that resident only; from
 * `until` on they are worthless.
 */
export async function createPrintedCode(services: Needs, language: Language): Promise<PrintedCode> {
  const resident = await addResident(services.sql, { email: null, name: null, language }, services.clock())
  const code = newPrintedCode()
  const until = await keep(services, code, { resident, minutes: CODE_DAYS * 24 * 60, method: 'code' })
  return { resident, code, link: addressOf(code, language, services), until }
}

/** For whom this link is. One that was used, is too old or never existed is a `Problem` 410 `sign-in-link-ended`. */
export async function getLinkTarget(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  token: string,
): Promise<store.LinkTarget & { readonly name: string }> {
  const target = await store.findOpenLink(sql, hashOfToken(token), clock())
  if (!target) throw linkEnded()
  return target
}

/** What signing in with a link gave: the token for the cookie, and what came together. */
interface Entered {
  readonly session: string
  readonly kind: SignIn['kind']
  readonly id: string
}

/** From where somebody signs in. */
interface From extends Pick<Context, 'visitor' | 'language' | 'joinFiles'> {
  readonly device: string
}

/** Whether a code on paper would add its report to the file that is open in this browser, instead of opening a file. */
export function addsToOpenFile({ method, resident }: store.LinkTarget, visitor: Visitor | undefined): boolean {
  return method === 'code' && visitor?.kind === 'resident' && visitor.id !== resident
}

/** Uses the link up and starts a session. */
export async function signIn(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  token: string,
  from: From,
): Promise<Entered> {
  const now = clock()
  const { device, visitor } = from
  return sql.transaction(async (within) => {
    const target = await store.spendLink(within, hashOfToken(token), now)
    if (target === undefined) throw linkEnded()
    const { method, person } = target
    const kind = person === null ? 'resident' : 'staff'
    const id = person ?? (await residentOf(within, target, from, now))
    return {
      session: await startSession(within, { kind, id, method, device, replaces: visitor?.sessionId }, now),
      kind,
      id,
    }
  })
}

/**
 * The resident of a link; made when the address opens "my file" for the first time. A link that adds an address to a file
 * works only in the browser that has that file open: otherwise a stranger could have the letter sent to somebody whose press
 * on the button would open everything of that address to the stranger.
 */
async function residentOf(
  sql: Sql,
  target: store.LinkTarget,
  { visitor, language, joinFiles }: From,
  now: Temporal.Instant,
): Promise<string> {
  const { resident, email } = target
  if (email === null) {
    if (resident === null) throw linkEnded()
    if (visitor === undefined || !addsToOpenFile(target, visitor)) return resident
    await joinFiles(sql, { from: resident, into: visitor.id })
    return visitor.id
  }
  if (resident === null) return residentOfEmail(sql, { email, language }, now)
  if (visitor?.id !== resident)
    throw new Problem('address-for-open-file', 403, messages.say('signIn.otherBrowser'), {
      help: messages.say('signIn.otherBrowserHelp'),
    })
  const other = await findResidentByEmail(sql, email)
  if (other !== undefined && other.id !== resident)
    throw new Problem('address-has-file', 409, messages.say('signIn.addressTaken'), {
      help: messages.say('signIn.addressTakenHelp'),
    })
  if ((await findResident(sql, resident))?.email != null) throw linkEnded()
  await setResidentEmail(sql, resident, email)
  await recordDeed(sql, {
    at: now,
    actorKind: 'resident',
    actor: resident,
    action: 'region.add-address',
    subject: `resident:${resident}`,
  })
  await endSessionsOf(sql, resident)
  return resident
}

interface Kept {
  readonly person?: string | undefined
  readonly resident?: string | undefined
  readonly email?: string | undefined
  readonly method?: 'link' | 'code'
  readonly minutes: number
}

/** Keeps a link under the hash of its token. Gives when it ends. */
async function keep({ sql, clock }: Needs, token: string, { minutes, ...target }: Kept): Promise<Temporal.Instant> {
  const { person = null, resident = null, email = null, method = 'link' } = target
  const expiresAt = clock().add({ minutes })
  await store.addLink(sql, { tokenHash: hashOfToken(token), person, resident, email, method, expiresAt })
  return expiresAt
}

function addressOf(token: string, language: Language, { config }: Pick<Services, 'config'>): string {
  return `${config.baseUrl}/${language}/sign-in/${token}`
}

function linkEnded(): Problem {
  return new Problem('sign-in-link-ended', 410, messages.say('signIn.ended'), {
    help: messages.say('signIn.endedHelp'),
    next: { path: '/sign-in', text: messages.say('signIn.toSignIn') },
  })
}
