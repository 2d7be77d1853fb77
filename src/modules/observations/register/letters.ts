import { keptLanguage, type Language } from '#core/i18n/language.ts'
import { announce } from '#core/outbox/outbox.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { signedId } from '#core/signing.ts'
import { municipalityNameOf } from '#modules/region/public.ts'
import { messages } from './messages.ts'
import { findContact, findRegistration } from './store.ts'

/** What the signature of the link to one's own sensor is for. */
export const OWN_SENSOR = 'own-sensor'

/** Why somebody gets a letter about their sensor. */
export const LETTERS = ['confirm', 'hidden', 'shown', 'connected', 'answered'] as const
export type LetterKind = (typeof LETTERS)[number]

/** The page of a registration, as its letters name it. */
export function ownUrl(id: string, language: Language, { config, sign }: Pick<Services, 'config' | 'sign'>): string {
  return `${config.baseUrl}/${language}${ownPathStart('')}${signedId(id, OWN_SENSOR, sign)}`
}

/** What addresses in letters about a registration begin with, whatever the language: the signature comes behind it. */
export function ownPathStart(id: string): string {
  return `/sensors/mine/${id}`
}

/** Lets a letter go to who registered, after the transaction. */
export async function announceLetter(sql: Sql, registration: string, kind: LetterKind): Promise<void> {
  await announce(sql, 'observations.registration-told', { registration, kind })
}

/** Writes the letters of a registration: only while its address is known, and what they say is still so. */
export const registrationLetters = {
  'observations.registration-told': async (
    { registration: id, kind }: { registration: string; kind: LetterKind },
    services: Services,
  ): Promise<void> => {
    const registration = await findRegistration(services.sql, id)
    const contact = await findContact(services.sql, id)
    if (registration === undefined || contact === undefined) return
    const { name, hiddenAt, hiddenReason, confirmedAt } = registration
    if (kind === 'confirm' && confirmedAt !== null) return
    const saysWhetherShown = kind === 'hidden' || kind === 'shown' || kind === 'confirm'
    if (saysWhetherShown && (kind === 'hidden') !== (hiddenAt !== null)) return
    const language = keptLanguage(contact.language)
    const t = messages(language)
    const link = ownUrl(id, language, services)
    // Nobody proved yet that the address is theirs: no word of who filled in the form stands in the letter that asks.
    const words = {
      name: name ?? '',
      link,
      reason: hiddenReason ?? '',
      municipality: await municipalityNameOf(registration.municipality, { sql: services.sql, language }),
    }
    await services.mail.send({
      to: contact.email,
      language,
      subject: t(`mail.${kind}.subject`, words),
      text: t(`mail.${kind}.text`, words),
    })
  },
}
