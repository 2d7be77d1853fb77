import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Sql } from '#core/database/sql.ts'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import type { Answers } from './answers.ts'
import { messages } from './messages.ts'

const DRAFT_HOURS = 24

/** A form that is being filled in. */
export interface Draft {
  readonly id: string
  readonly answers: Answers
  readonly sentAt: Temporal.Instant | null
}

/** Begins a form. Gives the token that stands in the addresses of its pages: 128 bits, kept only as a hash. */
export async function beginDraft({ sql, clock }: Services, answers: Answers): Promise<string> {
  const token = randomBytes(16).toString('base64url')
  const now = clock()
  await sql`
    insert into observations.registration_draft (id, token_hash, answers, created_at, expires_at)
    values (${randomUUIDv7()}, ${hash(token)}, ${answers}, ${now}, ${now.add({ hours: DRAFT_HOURS })})`
  return token
}

/** The form of a token. Throws the `Problem` `form-expired` (410) when it is older than a day or was made up. */
export async function getDraft({ sql, clock }: Services, token: string): Promise<Draft> {
  const [draft] = await sql<Draft>`
    select id, answers, sent_at as "sentAt" from observations.registration_draft
    where token_hash = ${hash(token)} and expires_at > ${clock()}`
  if (draft === undefined)
    throw new Problem('form-expired', 410, messages.say('draft.expired'), {
      next: { path: '/sensors/register', text: messages.say('draft.again') },
    })
  return draft
}

/** As `getDraft`. Throws the `Problem` `form-sent` (409) when it was sent already. */
export async function getOpenDraft(services: Services, token: string): Promise<Draft> {
  const draft = await getDraft(services, token)
  if (draft.sentAt !== null) throw new Problem('form-sent', 409, messages.say('draft.sent'))
  return draft
}

/** Adds answers to those that are there. */
export async function answerDraft({ sql }: Services, draft: Draft, answers: Answers): Promise<void> {
  await sql`
    update observations.registration_draft set answers = ${{ ...draft.answers, ...answers }}
    where id = ${draft.id} and sent_at is null`
}

/** Marks a form as sent and keeps of it only the address that the letter went to; false when it was sent before. */
export async function markSent(sql: Sql, { id, answers }: Draft, now: Temporal.Instant): Promise<boolean> {
  const rows = await sql`
    update observations.registration_draft set sent_at = ${now}, answers = ${{ email: answers.email }}
    where id = ${id} and sent_at is null returning id`
  return rows.length > 0
}

/** Removes forms that are a day old, at most 1,000 at a time. */
export async function removeExpiredDrafts(sql: Sql, now: Temporal.Instant): Promise<number> {
  const gone = await sql`
    delete from observations.registration_draft where id in (
      select id from observations.registration_draft where expires_at <= ${now} order by expires_at limit 1000)
    returning id`
  return gone.length
}

/** Removes the forms in which an address (in lower case) stands. */
export async function removeDraftsOf(sql: Sql, email: string | null): Promise<void> {
  await sql`delete from observations.registration_draft where lower(answers ->> 'email') = ${email}::text`
}

/** Removes what is kept of forms that were sent: the address of the letter. */
export async function removeSentOf(sql: Sql, email: string): Promise<void> {
  await sql`
    delete from observations.registration_draft
    where sent_at is not null and lower(answers ->> 'email') = ${email.toLowerCase()}`
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
