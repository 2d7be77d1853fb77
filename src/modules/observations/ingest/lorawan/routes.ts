import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { json } from '#web/answer.ts'
import { route, type Protocol, type Route } from '#web/route.ts'
import { sentenceOf } from '../../harmonise/refusal.ts'
import { useKey } from '../../keys/use-key.ts'
import { messages } from '../messages.ts'
import { keepRefused } from './keep-refused.ts'
import { takeUplink } from './take-uplink.ts'
import { Message } from './uplink.ts'

/** More than any uplink is: LoRaWAN carries 242 bytes, which a decoder and gateways make larger. */
const MOST_BYTES = 256 * 1024
/** Keys have limits of their own; from one network thousands of devices send. */
const PER_MINUTE = 100_000

/** A webhook of The Things Stack: JSON in, problems as RFC 9457. Who sends proves it by a key in the header. */
const webhook: Protocol = {
  bodyTypes: ['application/json'],
  wholeBody: 'body',
  failure: (problem, { language, errors }) => {
    const { status, code, title, help } = problem
    const document = {
      type: `urn:streekplein:problem:${code}`,
      title: title(language),
      status,
      ...(help !== undefined && { detail: help(language) }),
      ...(errors.length > 0 && { errors }),
    }
    const answer = json(document, status, 'application/problem+json; charset=utf-8')
    const challenge: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer realm="sensors"' } : {}
    return { ...answer, headers: { ...answer.headers, ...challenge, 'content-language': language } }
  },
}

const Outcome = z.object({
  stored: z.number().int(),
  known: z.number().int(),
  refused: z.array(z.string()),
})

/** Where The Things Stack brings in what LoRaWAN devices sent. It is answered once it is stored, or kept to be mended. */
export const lorawanRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/lorawan/the-things-stack',
    summary: 'Take in an uplink of The Things Stack v3, with a key of a device',
    may: 'anyone',
    protocol: webhook,
    perMinute: PER_MINUTE,
    bodyBytes: MOST_BYTES,
    input: z.looseObject({ body: z.unknown() }),
    output: Outcome,
    handle: async ({ body }, context) => {
      const key = await useKey(context.caller.header('authorization'), 'entities', context)
      const owner = key.body ?? REGION_OFFICE
      if (isOtherEvent(body)) return json({ stored: 0, known: 0, refused: [] })
      const read = Message.safeParse(body)
      if (!read.success) {
        const [issue] = read.error.issues
        const why = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
        throw new Problem('lorawan-not-an-uplink', 422, messages.say('lorawan.notAnUplink', { why: why.slice(0, 200) }))
      }
      const taken = await takeUplink(context, owner, read.data)
      const { stored, known, refused } = taken
      await keepRefused(context, owner, { message: read.data, ...taken })
      const status = refused.length > 0 ? 202 : 200
      return json({ stored, known, refused: refused.map(sentenceOf) }, status)
    },
  }),
]

/**
 * A device that joins, a message to it that was queued, and so on: who ticked too much there is told nothing bad. What somebody simulated
 * there to try the webhook out was measured by nobody.
 */
function isOtherEvent(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return false
  if ('simulated' in body && body.simulated === true) return true
  if ('uplink_message' in body) return false
  return Object.keys(body).some((name) =>
    /^(join_accept|downlink_|location_solved|service_data|uplink_normalized)/.test(name),
  )
}
