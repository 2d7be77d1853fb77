import { createHash, randomBytes, randomUUIDv7 } from 'node:crypto'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { messages } from '../messages.ts'
import { addDraft, findDraft, saveAnswers, type Draft } from '../store/drafts.ts'
import type { Answers } from './answers.ts'

const DRAFT_HOURS = 24

/** Begins a form. Gives the token that stands in the addresses of its pages: 128 bits, kept only as a hash. */
export async function beginDraft({ sql, clock }: Services, answers: Answers): Promise<string> {
  const token = randomBytes(16).toString('base64url')
  const createdAt = clock()
  const expiresAt = createdAt.add({ hours: DRAFT_HOURS })
  await addDraft(sql, { id: randomUUIDv7(), tokenHash: hash(token), answers, createdAt, expiresAt })
  return token
}

/** The form of a token; a problem that says to begin again when it is older than a day. */
export async function getDraft({ sql, clock }: Services, token: string): Promise<Draft> {
  const draft = await findDraft(sql, hash(token), clock())
  if (draft === undefined) throw new Problem('form-expired', 410, messages.say('form.expired'))
  return draft
}

/** What was answered in the form of a token; nothing when it is gone. */
export async function answersSoFar({ sql, clock }: Services, token: string): Promise<Answers> {
  return (await findDraft(sql, hash(token), clock()))?.answers ?? {}
}

/** As `getDraft`; a problem that says so when the form was sent already. */
export async function getOpenDraft(services: Services, token: string): Promise<Draft> {
  const draft = await getDraft(services, token)
  if (draft.sentAt !== null) throw new Problem('form-sent', 409, messages.say('form.sent'))
  return draft
}

/** Adds answers to those that are there. */
export async function answerDraft({ sql }: Services, draft: Draft, answers: Answers): Promise<void> {
  await saveAnswers(sql, draft.id, { ...draft.answers, ...answers })
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
