import type { Services } from '#core/services.ts'
import type { Language } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { messages } from '../messages/messages.ts'
import type { Person } from './person.ts'
import { startSession } from './sessions.ts'
import * as store from './store.ts'
import { hashOfToken, newLinkToken } from './tokens.ts'

const LINK_MINUTES = 15

interface LinkChoices {
  /** Default Dutch. */
  readonly language?: Language
  /** How long it can be used, default 15. */
  readonly minutes?: number
}

/** Makes a link with which a person signs in once, without a password. Give it to that person only. */
export async function createSignInLink(
  { sql, clock, config }: Pick<Services, 'sql' | 'clock' | 'config'>,
  personId: string,
  { language = 'nl', minutes = LINK_MINUTES }: LinkChoices = {},
): Promise<string> {
  const token = newLinkToken()
  await store.addSignInLink(sql, {
    tokenHash: hashOfToken(token),
    person: personId,
    expiresAt: clock().add({ minutes }),
  })
  return `${config.baseUrl}/${language}/sign-in/${token}`
}

/** Whose link this is. A link that was used, is too old or never existed is a `Problem` 410 `sign-in-link-ended`. */
export async function getLinkOwner({ sql, clock }: Pick<Services, 'sql' | 'clock'>, token: string): Promise<Person> {
  const person = await store.findOpenLink(sql, hashOfToken(token), clock())
  if (!person) throw linkEnded()
  return person
}

/** Uses the link up and starts a session: gives the token for the cookie. */
export async function signIn(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  token: string,
  from: { readonly device: string; readonly replaces: string | undefined },
): Promise<string> {
  const now = clock()
  return sql.transaction(async (within) => {
    const person = await store.spendLink(within, hashOfToken(token), now)
    if (person === undefined) throw linkEnded()
    return startSession(within, { kind: 'staff', id: person, method: 'link', ...from }, now)
  })
}

function linkEnded(): Problem {
  return new Problem('sign-in-link-ended', 410, messages.say('signIn.ended'))
}
