import type { RetentionRule } from '#core/retention/retention.ts'
import type { OwnFile } from '#web/own-file.ts'
import type { PersonalData } from '#web/module.ts'
import { ownFile as ownLetters } from './alerts/keeping.ts'
import { removeWithdrawnKeys } from './keys/key-store.ts'
import { messages } from './messages.ts'
import { ownSensors } from './register/keeping.ts'
import { removeOldRefusals } from './store/quarantine.ts'

const { say } = messages
const KEPT_HOURS = 24 * 365

/** The data about people in the tables of sensors. */
export const personalData: readonly PersonalData[] = [
  {
    table: 'observations.device_key',
    columns: ['label', 'created_by'],
    what: say('privacy.key.what'),
    purpose: say('privacy.key.purpose'),
    basis: 'public-task',
    kept: say('privacy.key.kept'),
    retention: 'observations.forget-keys',
    seenBy: say('privacy.key.seenBy'),
  },
]

export const retention: readonly RetentionRule[] = [
  {
    name: 'observations.forget-keys',
    what: say('retention.keys'),
    apply: async (sql, now) => ({ deleted: await removeWithdrawnKeys(sql, now.subtract({ hours: KEPT_HOURS })) }),
  },
  {
    name: 'observations.forget-refused',
    what: say('retention.quarantine'),
    apply: async (sql, now) => ({ deleted: await removeOldRefusals(sql, now.subtract({ hours: KEPT_HOURS })) }),
  },
]

const OWN = [ownSensors, ownLetters]

/** What sensors keep of a resident: the sensors that they registered, and the letters that they asked for. */
export const ownFile: OwnFile = {
  list: async (owner, sql) => {
    const records = [...(await ownSensors.list(owner, sql)), ...(await ownLetters.list(owner, sql))]
    return records.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at))
  },
  async erase(owner, within) {
    const done = []
    for (const part of OWN) done.push(await part.erase(owner, within))
    return {
      erased: done.flatMap(({ erased }) => erased),
      kept: done.flatMap(({ kept }) => kept),
      files: [],
      lettersWith: done.flatMap(({ lettersWith }) => lettersWith),
    }
  },
  move: async () => {},
}
