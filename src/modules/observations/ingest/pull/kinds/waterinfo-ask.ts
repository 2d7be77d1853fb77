import type { Answered } from '../ask.ts'
import { PullFailed } from '../failure.ts'
import type { Validators } from '../part-store.ts'
import type { Run } from '../run.ts'
import { membersOf, textIn } from './members.ts'

/** Asks a KiWIS server in JSON. It may say 200 and answer an error; what is not there is an empty list then. */
export async function askKiwis(
  run: Run,
  query: Readonly<Record<string, string>>,
  validators?: Validators,
): Promise<Answered> {
  const url = new URL(run.connector.settings.address)
  const all = { service: 'kisters', type: 'queryServices', format: 'json', ...query }
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value)
  const answered = await run.ask({ url: url.href, ...(validators !== undefined && { validators }) })
  if (!answered.isNew) return answered
  const { type, code, message } = membersOf(answered.json)
  if (type !== 'error') return answered
  const words = `${textIn(code)} ${textIn(message)}`.trim().slice(0, 300)
  if (/no\s*(results|data)/i.test(words)) return { ...answered, json: [] }
  if (/credit|limit|too\s*many/i.test(words)) throw new PullFailed('too-busy', words)
  throw new PullFailed('refused', words)
}
