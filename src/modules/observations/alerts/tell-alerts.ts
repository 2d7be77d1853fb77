import type { Sql } from '#core/database/sql.ts'
import { keptLanguage, type Language } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { languageOfStaff, listStaff } from '#modules/region/public.ts'
import { alertLetter } from './letter.ts'
import {
  countLetters,
  holdNotices,
  letGo,
  listRecipients,
  listWaiting,
  settleTold,
  type Recipient,
  type Waiting,
} from './letter-store.ts'

/** So many letters a day go to one recipient: when a sensor goes up and down, the rest waits and comes in one letter. */
export const MOST_LETTERS = 5
/** No other sensor that goes up and down may keep an alarm back; but a letter each minute nobody reads. */
export const MOST_URGENT = 25
/** Recipients in memory at a time. */
const BATCH = 200
const DAY_HOURS = 24

/** How long a letter may take to leave, before another run writes it. */
const HELD_MINUTES = 10

type Writing = Pick<Services, 'sql' | 'clock' | 'mail' | 'sign' | 'config' | 'log'>

/**
 * Writes the letters that wait, one for each recipient with everything that happened. That somebody was told is kept right after the letter
 * left: cut off in between, they are told again and nothing is lost. A letter that cannot be sent holds up no other, and is tried
 * again with the next run, for a day. Gives how many left.
 */
export async function tellAlerts(services: Writing): Promise<number> {
  const { sql, clock } = services
  let letters = 0
  let after = ''
  for (;;) {
    const now = clock()
    const since = now.subtract({ hours: DAY_HOURS })
    const recipients = await listRecipients(sql, {
      after,
      since,
      now,
      most: MOST_LETTERS,
      mostUrgent: MOST_URGENT,
      limit: BATCH,
    })
    for (const recipient of recipients) if (await tellOne(recipient, services)) letters++
    if (recipients.length < BATCH) return letters
    after = recipients.at(-1)?.key ?? after
  }
}

async function tellOne(recipient: Recipient, services: Writing): Promise<boolean> {
  const { sql, clock, log } = services
  const now = clock()
  const notices = await holdNotices(sql, recipient, { now, until: now.add({ minutes: HELD_MINUTES }) })
  if (notices.length === 0) return false
  try {
    const isSent = await write(recipient, notices, services)
    await sql.transaction((within) => settleTold(within, recipient, { notices, sentAt: isSent ? now : undefined }))
    return isSent
  } catch (error) {
    log.warn({ err: error }, 'A letter about a sensor could not be sent.')
    await letGo(sql, notices)
    return false
  }
}

/** Not in a transaction: a mail server may be slow, and the embedded database keeps letters by another connection. */
async function write(recipient: Recipient, notices: readonly number[], services: Writing): Promise<boolean> {
  const { sql, clock, mail } = services
  const waiting = await listWaiting(sql, notices)
  const to = await addressOf(recipient, waiting, sql)
  if (to === undefined) return false
  const before = await countLetters(sql, recipient, clock().subtract({ hours: DAY_HOURS }))
  await mail.send(alertLetter(to, waiting, { services, isLast: before + 1 >= MOST_LETTERS }))
  return true
}

/** Where a letter goes; undefined for who does not work for the body any more. */
async function addressOf(
  { person }: Recipient,
  waiting: readonly Waiting[],
  sql: Sql,
): Promise<{ email: string; language: Language; isStaff: boolean } | undefined> {
  const [first] = waiting
  if (first === undefined) return undefined
  if (person === null)
    return first.email === null
      ? undefined
      : { email: first.email, language: keptLanguage(first.language ?? ''), isStaff: false }
  const found = (await listStaff(sql, first.owner)).find(({ id }) => id === person)
  if (found?.email == null) return undefined
  return { email: found.email, language: await languageOfStaff(sql, person), isStaff: true }
}
