import type { Localised } from '#core/i18n/catalog.ts'
import type { RetentionRule } from '#core/retention/retention.ts'
import type { OwnFile, OwnRecord } from '#web/own-file.ts'
import type { PersonalData } from '#web/module.ts'
import { forgetEndedBefore } from './device-store.ts'
import { messages as scoreWords } from '../reliability/messages.ts'
import { listObjectionsOf } from '../reliability/objection/objection-store.ts'
import { removeDraftsOf, removeExpiredDrafts } from './draft.ts'
import { ownPathStart } from './letters.ts'
import { endWithin } from './manage.ts'
import { messages } from './messages.ts'
import { CONFIRM_DAYS } from './register.ts'
import { findContact, listOfEmail, removeUnconfirmed } from './store.ts'

const { say } = messages
/** A device that somebody ended is switched off within two years, or never. */
const ENDED_DAYS = 730

/** What is kept of residents who registered a sensor. */
export const registrationData: readonly PersonalData[] = [
  ...(
    [
      ['observations.registration_contact', ['email', 'lon', 'lat']],
      ['observations.registration', ['name', 'outside_number', 'objection']],
    ] as const
  ).map(([table, columns]): PersonalData => ({
    table,
    columns,
    what: say('privacy.what'),
    purpose: say('privacy.purpose'),
    basis: 'consent',
    kept: say('privacy.kept'),
    retention: 'observations.forget-registrations',
    seenBy: say('privacy.seenBy'),
  })),
  {
    table: 'observations.ended_device',
    columns: ['hash'],
    what: say('privacy.ended.what'),
    purpose: say('privacy.ended.purpose'),
    basis: 'consent',
    kept: say('privacy.ended.kept'),
    retention: 'observations.forget-ended-devices',
    seenBy: say('privacy.ended.seenBy'),
  },
  {
    table: 'observations.registration_draft',
    columns: ['token_hash', 'answers'],
    what: say('privacy.draft.what'),
    purpose: say('privacy.draft.purpose'),
    basis: 'consent',
    kept: say('privacy.draft.kept'),
    retention: 'observations.forget-registration-drafts',
    seenBy: say('privacy.draft.seenBy'),
  },
]

export const registrationRetention: readonly RetentionRule[] = [
  {
    name: 'observations.forget-registrations',
    what: say('retention.unconfirmed'),
    apply: async (sql, now) => ({ deleted: await removeUnconfirmed(sql, now.subtract({ hours: 24 * CONFIRM_DAYS })) }),
  },
  {
    name: 'observations.forget-ended-devices',
    what: say('retention.ended'),
    apply: async (sql, now) => ({ deleted: await forgetEndedBefore(sql, now.subtract({ hours: 24 * ENDED_DAYS })) }),
  },
  {
    name: 'observations.forget-registration-drafts',
    what: say('retention.drafts'),
    apply: async (sql, now) => ({ deleted: await removeExpiredDrafts(sql, now) }),
  },
]

/** The sensors that a resident registered with the address that they proved. */
export const ownSensors: OwnFile = {
  async list({ email }, sql) {
    const records: OwnRecord[] = []
    for (const { id, name, askedAt } of await listOfEmail(sql, email)) {
      const contact = await findContact(sql, id)
      const place = contact === undefined ? '' : `${contact.lat}, ${contact.lon}`
      records.push({
        id,
        title: say('own.title', { name: name ?? '' }),
        at: askedAt,
        path: `/sensors/own/${id}`,
        fields: [
          { name: 'name', label: say('you.name'), value: name ?? '' },
          { name: 'email', label: say('you.email'), value: contact?.email ?? '' },
          { name: 'place', label: say('own.place'), value: place },
          ...(await listObjectionsOf(sql, id)).flatMap(({ reason, answer }, turn) => [
            { name: `reason${turn + 1}`, label: scoreWords.say('own.reason'), value: reason },
            ...(answer === null
              ? []
              : [{ name: `answer${turn + 1}`, label: scoreWords.say('own.answer'), value: answer }]),
          ]),
        ],
      })
    }
    return records
  },
  async erase({ email }, { sql, clock }) {
    const all = await listOfEmail(sql, email)
    for (const registration of all) await endWithin(sql, registration, false, clock())
    await removeDraftsOf(sql, email)
    const erased: Localised[] = all.length === 0 ? [] : [say('own.erased', { count: all.length })]
    return { erased, kept: [], files: [], lettersWith: all.map(({ id }) => ownPathStart(id)) }
  },
  // A sensor belongs to an address, whichever account asks for its file.
  move: async () => {},
}
