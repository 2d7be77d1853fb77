import type { Language } from '#core/i18n/language.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import type { RetentionRule } from '#core/retention/retention.ts'
import type { OwnFile } from '#web/own-file.ts'
import type { PersonalData } from '#web/module.ts'
import { forgetLetters } from './letter-store.ts'
import { titleOf } from '../called.ts'
import { messages } from './messages.ts'
import { forgetSubscribers, listSubscribed, removeSubscribed, type Subscriber } from './subscriber-store.ts'

const { say } = messages
const LETTERS_KEPT_HOURS = 24

/** What is kept of who gets letters about sensors, and of who set levels. */
export const alertData: readonly PersonalData[] = [
  {
    table: 'observations.subscriber',
    columns: ['email', 'mailbox'],
    what: say('privacy.subscriber.what'),
    purpose: say('privacy.subscriber.purpose'),
    basis: 'consent',
    kept: say('privacy.subscriber.kept'),
    retention: 'observations.forget-subscribers',
    seenBy: say('privacy.subscriber.seenBy'),
  },
  ...(
    [
      ['observations.notice', ['person']],
      ['observations.alert_letter', ['recipient']],
    ] as const
  ).map(([table, columns]): PersonalData => ({
    table,
    columns,
    what: say('privacy.letter.what'),
    purpose: say('privacy.letter.purpose'),
    basis: 'public-task',
    kept: say('privacy.letter.kept'),
    retention: 'observations.forget-alert-letters',
    seenBy: say('privacy.subscriber.seenBy'),
  })),
  ...(
    [
      ['observations.level', ['set_by']],
      ['observations.alert_event', ['caused_by']],
      ['observations.rule_set', ['set_by']],
      ['observations.rule_draft', ['changed_by']],
      ['observations.assessment', ['begun_by']],
      ['observations.occasion', ['changed_by']],
    ] as const
  ).map(([table, columns]): PersonalData => ({
    table,
    columns,
    what: say('privacy.levels.what'),
    purpose: say('privacy.levels.purpose'),
    basis: 'public-task',
    kept: say('privacy.levels.kept'),
    retention: 'region.forget-former-staff',
    seenBy: say('privacy.levels.seenBy'),
  })),
]

export const alertRetention: readonly RetentionRule[] = [
  { name: 'observations.forget-subscribers', what: say('retention.subscribers'), apply: forgetSubscribers },
  {
    name: 'observations.forget-alert-letters',
    what: say('retention.letters'),
    apply: async (sql, now) => ({ deleted: await forgetLetters(sql, now.subtract({ hours: LETTERS_KEPT_HOURS })) }),
  },
]

/** What sensors keep of a resident: the letters that they asked for. */
export const ownFile: OwnFile = {
  list: async (owner, sql) => (await listSubscribed(sql, owner)).map(recordOf),
  async erase(owner, { sql }) {
    const count = await removeSubscribed(sql, owner)
    const erased: Localised[] = count === 0 ? [] : [say('own.erased', { count })]
    return { erased, kept: [], files: [], lettersWith: [] }
  },
  // Letters belong to an address, whichever account asks for its file.
  move: async () => {},
}

function recordOf({ id, called, datastream, email, wants, askedAt, language }: Subscriber) {
  return {
    id,
    title: (reader: Language) => messages(reader)('own.title', { name: titleOf(called, reader) }),
    at: askedAt,
    path: `/sensors/datastreams/${datastream}/alerts`,
    fields: [
      { name: 'email', label: say('own.email'), value: email, language },
      {
        name: 'wants',
        label: say('own.wants'),
        value: wants.join(', '),
        shown: (reader: Parameters<Localised>[0]) =>
          wants.map((want) => messages(reader)(`subscribe.${want}`)).join(', '),
      },
    ],
  }
}
