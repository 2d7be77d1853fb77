import type { Services } from '#core/services.ts'
import { bodyName } from '../body.ts'
import { messages } from '../messages/messages.ts'
import { findBody } from '../store/bodies.ts'
import { listAdministratorAddresses } from './administration/colleague-store.ts'
import { findProvider } from './openid/provider-store.ts'
import { findPerson, personLanguage } from './store.ts'

/** Letters about who can get in: a change that somebody did not make should not stay unnoticed. */
export const listens = {
  'region.account-changed': async (
    { person: id, action }: { person: string; action: string },
    { sql, mail, config }: Services,
  ): Promise<void> => {
    const person = await findPerson(sql, id)
    const key = `mail.changed.${action}`
    if (person?.email == null || !messages.has(key)) return
    const language = await personLanguage(sql, id)
    const t = messages(language)
    const what = messages.find(language, key) ?? ''
    await mail.send({
      to: person.email,
      language,
      subject: t('mail.accountSubject'),
      text: t('mail.account', { name: person.name, what, link: `${config.baseUrl}/${language}/account` }),
    })
  },
  'region.provider-waits': async (
    { provider: id, body: bodyId }: { provider: string; body: string },
    { sql, mail, config }: Services,
  ): Promise<void> => {
    const [provider, body] = [await findProvider(sql, id), await findBody(sql, bodyId)]
    if (provider === undefined || provider.isApproved || body === undefined) return
    for (const { email: to, language } of await listAdministratorAddresses(sql, bodyId)) {
      const t = messages(language)
      const link = `${config.baseUrl}/${language}/staff/providers`
      await mail.send({
        to,
        language,
        subject: t('mail.providerSubject', { body: bodyName(body, language) }),
        text: t('mail.provider', { label: provider.label, issuer: provider.issuer, link }),
      })
    }
  },
  'region.administrator-let-in': async (
    { person: id, body: bodyId }: { person: string; body: string },
    { sql, mail, config }: Services,
  ): Promise<void> => {
    const [person, body] = [await findPerson(sql, id), await findBody(sql, bodyId)]
    if (person === undefined || body === undefined) return
    for (const { email: to, language } of await listAdministratorAddresses(sql, bodyId, id)) {
      const t = messages(language)
      const name = bodyName(body, language)
      const link = `${config.baseUrl}/${language}/staff/people`
      await mail.send({
        to,
        language,
        subject: t('mail.administratorSubject', { body: name }),
        text: t('mail.administrator', { name: person.name, body: name, link }),
      })
    }
  },
}
