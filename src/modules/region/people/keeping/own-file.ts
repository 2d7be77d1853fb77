import type { Sql } from '#core/database/sql.ts'
import { dateAndTime } from '#core/i18n/format.ts'
import { isLanguage, LANGUAGE_NAMES } from '#core/i18n/language.ts'
import type { OwnField, OwnFile, OwnRecord } from '#web/own-file.ts'
import type { Owner } from '#web/visitor.ts'
import { moveAccounts } from '../openid/account-store.ts'
import { findResident, holdResident, removeResident, setResidentName, type Resident } from '../resident-store.ts'
import { listAccountsAtProviders, listSessionsOf } from './own-store.ts'
import { messages } from './messages.ts'

const { say } = messages
const ACCOUNT = 'account'
export const NAME_LENGTH = 100

/** What the region keeps of a resident: the account, its sessions, and the providers that it was opened with. */
export const ownFile: OwnFile = {
  async list(owner, sql) {
    const resident = await findResident(sql, owner.resident)
    if (resident === undefined) return []
    return [accountRecord(resident), ...(await sessionRecords(sql, owner)), ...(await providerRecords(sql, owner))]
  },
  async correct(owner, { id, values }, { sql }) {
    const name = values['name']
    if (id !== ACCOUNT || name === undefined) return false
    return setResidentName(sql, owner.resident, name.trim() || null)
  },
  async hold({ resident }, sql) {
    await holdResident(sql, resident)
  },
  async move({ from, into }, sql) {
    await moveAccounts(sql, { from, into })
    await removeResident(sql, from, null)
  },
  async erase(owner, { sql }) {
    const erased = await removeResident(sql, owner.resident, owner.email)
    return { erased: erased ? [say('erased')] : [], kept: [], files: [], lettersWith: [] }
  },
}

function accountRecord({ email, name, language, createdAt, lastSeenAt }: Resident): OwnRecord {
  return {
    id: ACCOUNT,
    title: say('account'),
    isAccount: true,
    at: createdAt,
    path: '/account',
    fields: [
      { name: 'email', label: say('email'), value: email ?? '' },
      {
        name: 'name',
        label: say('name'),
        value: name ?? '',
        correctable: { kind: 'name', maxLength: NAME_LENGTH },
      },
      { name: 'language', label: say('language'), value: isLanguage(language) ? LANGUAGE_NAMES[language] : language },
      momentField('createdAt', 'since', createdAt),
      momentField('lastSeenAt', 'lastSeen', lastSeenAt),
    ],
  }
}

async function sessionRecords(sql: Sql, { resident }: Owner): Promise<OwnRecord[]> {
  const sessions = await listSessionsOf(sql, resident)
  return sessions.map(({ id, device, createdAt, lastSeenAt }) => ({
    id: `session-${id}`,
    title: say('session'),
    isAccount: true,
    at: createdAt,
    path: '/account',
    fields: [
      device === ''
        ? { name: 'device', label: say('device'), value: '', shown: say('deviceUnknown') }
        : { name: 'device', label: say('device'), value: device },
      momentField('lastSeenAt', 'lastSeen', lastSeenAt),
    ],
  }))
}

async function providerRecords(sql: Sql, { resident }: Owner): Promise<OwnRecord[]> {
  const accounts = await listAccountsAtProviders(sql, resident)
  return accounts.map(({ provider, label, subject, createdAt }) => ({
    id: `provider-${provider}`,
    title: (language) => `${messages(language)('provider')} ${label}`,
    isAccount: true,
    at: createdAt,
    fields: [{ name: 'subject', label: say('pseudonym'), value: subject }],
  }))
}

/** Exported as ISO 8601, shown as a date with a time. */
function momentField(name: string, label: 'since' | 'lastSeen', moment: Temporal.Instant): OwnField {
  return { name, label: say(label), value: moment.toString(), shown: (language) => dateAndTime(moment, language) }
}
