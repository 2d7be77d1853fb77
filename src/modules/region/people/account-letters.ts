import type { Services } from '#core/services.ts'
import { bodyName } from '../body.ts'
import { messages } from '../messages/messages.ts'
import { findBody } from '../store/bodies.ts'
import { listAdministratorAddresses } from './administration/colleague-store.ts'
import { findProvider } from './openid/provider-store.ts'
import { findPerson } from './store.ts'

/** The staff of the region is written to in Dutch, the language of their administration. */
const LANGUAGE = 'nl'

/** Letters about who can get in: a change that somebody did not make should not stay unnoticed. */
export const listens = {
  'region.account-changed': async (
    { person: id, action }: { person: string; action: string },
    { sql, mail, config }: Services,
  ): Promise<void> => {
    const person = await findPerson(sql, id)
    const key = `mail.changed.${action}`
    if (person?.email == null || !messages.has(key)) return
    const t = messages(LANGUAGE)
    const what = messages.find(LANGUAGE, key) ?? ''
    await mail.send({
      to: person.email,
      language: LANGUAGE,
      subject: t('mail.accountSubject'),
      text: t('mail.account', { name: person.name, what, link: `${config.baseUrl}/${LANGUAGE}/account` }),
    })
  },
  'region.provider-waits': async (
    { provider: id, body: bodyId }: { provider: string; body: string },
    { sql, mail, config }: Services,
  ): Promise<void> => {
    const [provider, body] = [await findProvider(sql, id), await findBody(sql, bodyId)]
    if (provider === undefined || provider.isApproved || body === undefined) return
    const t = messages(LANGUAGE)
    const link = `${config.baseUrl}/${LANGUAGE}/staff/providers`
    for (const to of await listAdministratorAddresses(sql, bodyId))
      await mail.send({
        to,
        language: LANGUAGE,
        subject: t('mail.providerSubject', { body: bodyName(body, LANGUAGE) }),
        text: t('mail.provider', { label: provider.label, issuer: provider.issuer, link }),
      })
  },
  'region.administrator-let-in': async (
    { person: id, body: bodyId }: { person: string; body: string },
    { sql, mail, config }: Services,
  ): Promise<void> => {
    const [person, body] = [await findPerson(sql, id), await findBody(sql, bodyId)]
    if (person === undefined || body === undefined) return
    const t = messages(LANGUAGE)
    const link = `${config.baseUrl}/${LANGUAGE}/staff/people`
    for (const to of await listAdministratorAddresses(sql, bodyId, id))
      await mail.send({
        to,
        language: LANGUAGE,
        subject: t('mail.administratorSubject', { body: bodyName(body, LANGUAGE) }),
        text: t('mail.administrator', { name: person.name, body: bodyName(body, LANGUAGE), link }),
      })
  },
}
