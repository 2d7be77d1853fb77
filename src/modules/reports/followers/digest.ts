import { randomUUID } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { LANGUAGES, type Language, keptLanguage } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import type { Job } from '#web/module.ts'
import { followUrl } from '../follow-link.ts'
import { messages as reportMessages } from '../messages.ts'
import { namesOfBodies } from '../names.ts'
import { eventTitle } from '../pages/history.tsx'
import { followerUrl } from './ask-to-follow.ts'
import {
  finishDigest,
  holdDigest,
  letGo,
  listReasons,
  listTold,
  moveOn,
  type Digest,
  type Reason,
  type Told,
} from './digest-store.ts'
import { messages } from './messages.ts'
import { oneClickUrl } from './one-click.ts'

/** How many mailboxes are in memory at a time. */
const BATCH = 200
/** A letter that the mail server refuses so often is given up, so that one bad address does not hold up the others. */
const MOST_TRIES = 3

type Writing = Pick<Services, 'sql' | 'clock' | 'mail' | 'sign' | 'config' | 'log'>

/** Once an hour whoever follows reports is told what happened to them, in one letter. */
export const digestJob: Job = {
  name: 'reports.tell-followers',
  schedule: '5 * * * *',
  run: async (_payload, services) => {
    await tellFollowers(services)
  },
}

/**
 * Walks everybody who must be told, some at a time, in the order of their mailboxes. How far it is stands in the database before each
 * letter: cut off at any moment, it goes on there, and nobody is told twice. Gives the number of letters. Throws when mail fails, to be
 * tried again.
 */
export async function tellFollowers(services: Writing): Promise<number> {
  const { sql, clock } = services
  const walker = randomUUID()
  const digest = await holdDigest(sql, walker, clock())
  if (digest === undefined) return 0
  const told = await newsOf(digest.id, sql)
  let letters = 0
  let position = digest
  for (;;) {
    const reasons = await listReasons(sql, { digest: digest.id, after: position.toldUntil, most: BATCH })
    if (reasons.length === 0) break
    for (const [mailbox, its] of Map.groupBy(reasons, (reason) => reason.mailbox)) {
      const sent = await tellOne({ digest: position, walker, mailbox, reasons: its, told }, services)
      if (sent === 'taken over') return letters
      letters += sent
      position = { id: digest.id, toldUntil: mailbox, tries: 0 }
    }
  }
  await finishDigest(sql, digest.id, clock())
  return letters
}

/** What happened, by report, and the names of the bodies in it. */
interface News {
  readonly events: ReadonlyMap<string, readonly Told[]>
  readonly bodyNames: ReadonlyMap<Language, ReadonlyMap<string, string>>
}

async function newsOf(digest: number, sql: Sql): Promise<News> {
  const told = await listTold(sql, digest)
  const bodies = told.flatMap(({ toBody }) => toBody ?? [])
  const bodyNames = new Map<Language, ReadonlyMap<string, string>>()
  for (const language of LANGUAGES) bodyNames.set(language, await namesOfBodies(bodies, { sql, language }))
  return { events: Map.groupBy(told, ({ report }) => report), bodyNames }
}

async function tellOne(
  one: {
    readonly digest: Digest
    readonly walker: string
    readonly mailbox: string
    readonly reasons: readonly Reason[]
    readonly told: News
  },
  services: Writing,
): Promise<number | 'taken over'> {
  const { sql, clock, mail, log } = services
  const { digest, walker, mailbox, reasons, told } = one
  const letter = letterOf(reasons, told, digest.id, services)
  const letters = letter === undefined ? 0 : 1
  const step = { digest: digest.id, walker, now: clock() }
  if (!(await moveOn(sql, { ...step, toldUntil: mailbox, letters, tries: 0 }))) return 'taken over'
  if (letter === undefined) return 0
  try {
    await mail.send(letter)
    return 1
  } catch (error) {
    const tries = digest.tries + 1
    if (tries >= MOST_TRIES) {
      log.warn({ err: error, digest: digest.id }, 'A letter to a follower was given up.')
      return 0
    }
    await moveOn(sql, { ...step, toldUntil: digest.toldUntil, letters: -letters, tries })
    await letGo(sql, digest.id, walker)
    throw error
  }
}

/** One letter about everything that one mailbox follows; undefined when all of it happened before they followed. */
function letterOf(
  reasons: readonly Reason[],
  { events: allEvents, bodyNames }: News,
  digest: number,
  services: Pick<Services, 'sign' | 'config'>,
) {
  const [first] = reasons
  if (first === undefined) return undefined
  const language: Language = keptLanguage(first.language)
  const t = messages(language)
  const parts = [...Map.groupBy(reasons, ({ report }) => report)].flatMap(([report, its]) => {
    const since = its.map((reason) => reason.since).toSorted(Temporal.Instant.compare)[0]
    const events = (allEvents.get(report) ?? []).filter(({ at }) => since && Temporal.Instant.compare(at, since) >= 0)
    const [one] = events
    if (one === undefined) return []
    const news = newsIn(events, language, bodyNames.get(language) ?? new Map())
    return [{ number: one.number, text: partOf(one, news, its, language, services) }]
  })
  if (parts.length === 0) return undefined
  const follower = reasons.flatMap((reason) => reason.follower ?? [])[0]
  return {
    to: first.email,
    language,
    subject: t('mail.digestSubject', { count: parts.length, number: String(parts[0]?.number ?? '') }),
    unsubscribe: follower === undefined ? undefined : oneClickUrl(follower, digest, services),
    text: [t('mail.digestStart'), ...parts.map(({ text }) => text)].join('\n\n'),
  }
}

function newsIn(events: readonly Told[], language: Language, bodyNames: ReadonlyMap<string, string>): string[] {
  return events.flatMap((event) => {
    const words = event.message === '' || event.kind === 'planned' ? [] : [event.message]
    return event.kind === 'answer' ? words : [eventTitle(event, language, bodyNames), ...words]
  })
}

function partOf(
  { number, category }: Told,
  news: readonly string[],
  reasons: readonly Reason[],
  language: Language,
  services: Pick<Services, 'sign' | 'config'>,
): string {
  const t = messages(language)
  const named = reportMessages(language)
  const ways = reasons.flatMap(({ follower, own }) => [
    ...(own === null
      ? []
      : [`${t('mail.digestOwn', { number: String(own.number) })}\n${followUrl(own, language, services)}`]),
    ...(follower === null ? [] : [`${t('mail.digestStop')}\n${followerUrl({ id: follower, language }, services)}`]),
  ])
  return [
    t('mail.digestReport', { number: String(number), category: named(`category.${category}`) }),
    ...news,
    `${services.config.baseUrl}/${language}/reports/${number}`,
    ...ways,
  ].join('\n')
}
