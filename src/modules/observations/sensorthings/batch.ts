import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { messages } from '../messages.ts'
import { readBody } from './write/bodies.ts'
import { badBody } from './problems.ts'
import { read, type Told } from './read.ts'
import { write, type Surroundings } from './write/write.ts'

const Batch = z.strictObject({
  requests: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        method: z
          .string()
          .transform((method) => method.toUpperCase())
          .pipe(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
        url: z.string().min(1).max(8000),
        atomicityGroup: z.string().max(100).optional(),
        body: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(100),
})
type Request = z.infer<typeof Batch>['requests'][number]

interface Response {
  readonly id: string
  readonly status: number
  readonly location?: string
  readonly body?: unknown
}

/** What all questions of a batch together may take: as long and as much as one. */
const PATIENCE_MS = 15_000
const MOST_SIGNS = 20_000_000

/** Thrown to undo a group of which one request failed. */
class GroupFailed extends Error {
  readonly responses: readonly Response[]
  constructor(responses: readonly Response[]) {
    super('A request of a group failed.')
    this.responses = responses
  }
}

/**
 * Answers many requests in one (OGC 18-088 §11, JSON): in order, each by itself; those of an `atomicityGroup`, which stand together,
 * happen all or not at all. What a request made can be named by later ones as `$id`.
 */
export async function answerBatch(
  around: Surroundings,
  body: unknown,
  failure: (error: unknown) => Told,
): Promise<Told> {
  const { requests } = readBody(Batch, body)
  if (new Set(requests.map(({ id }) => id)).size < requests.length) throw badBody('two requests have the same id')
  const made = new Map<string, string>()
  const room: Room = { until: performance.now() + PATIENCE_MS, signs: MOST_SIGNS }
  const responses: Response[] = []
  for (const group of grouped(requests)) {
    if (group[0]?.atomicityGroup === undefined) {
      for (const request of group) responses.push(await answerOne(around, request, { made, room, failure }))
      continue
    }
    try {
      responses.push(...(await answerGroup(around, group, { made, room, failure })))
    } catch (error) {
      if (!(error instanceof GroupFailed)) throw error
      responses.push(...error.responses)
    }
  }
  return { status: 200, json: { responses } }
}

function grouped(requests: readonly Request[]): Request[][] {
  const groups: Request[][] = []
  for (const request of requests) {
    const last = groups.at(-1)
    if (last !== undefined && last[0]?.atomicityGroup === request.atomicityGroup) last.push(request)
    else groups.push([request])
  }
  return groups
}

interface Room {
  readonly until: number
  signs: number
}

interface Known {
  readonly made: Map<string, string>
  readonly room: Room
  readonly failure: (error: unknown) => Told
}

function answerGroup(
  around: Surroundings,
  group: readonly Request[],
  { made, room, failure }: Known,
): Promise<Response[]> {
  // Keys are asked for before: within the transaction no other connection may be used.
  return around.keyFor('entities').then((key) =>
    around.services.sql.transaction(async (within) => {
      const responses: Response[] = []
      const own = new Map(made)
      for (const request of group) {
        const response = await answerOne({ ...around, within, keyFor: () => Promise.resolve(key) }, request, {
          made: own,
          room,
          failure,
        })
        responses.push(response)
        if (response.status < 400) continue
        const others = group.filter(({ id }) => id !== request.id).map(({ id }) => ({ id, status: 424 }))
        throw new GroupFailed([...others, response])
      }
      for (const [id, address] of own) made.set(id, address)
      return responses
    }),
  )
}

async function answerOne(
  around: Surroundings,
  { id, method, url, body }: Request,
  { made, room, failure }: Known,
): Promise<Response> {
  try {
    if (method === 'GET' && (room.signs < 0 || performance.now() > room.until))
      throw new Problem('sensorthings-too-long', 503, messages.say('error.tooLong'))
    const told = await answer(around, { method, url: resolved(url, made), body: named(body, made) })
    const location = told.headers?.['location']
    if (method === 'GET') room.signs -= JSON.stringify(told.json ?? told.text ?? '').length
    if (location !== undefined) made.set(id, location.slice(around.root.length + 1))
    return responseOf(id, told)
  } catch (error) {
    // What a failed statement leaves of a transaction is nothing: the group ends here.
    return responseOf(id, failure(error))
  }
}

function responseOf(id: string, { status, json, text, headers }: Told): Response {
  const location = headers?.['location']
  return {
    id,
    status,
    ...(location !== undefined && { location }),
    ...((json ?? text) !== undefined && { body: json ?? text }),
  }
}

async function answer(
  around: Surroundings,
  { method, url, body }: Pick<Request, 'method' | 'url' | 'body'>,
): Promise<Told> {
  const relative = url.startsWith(around.root)
    ? url.slice(around.root.length)
    : url.replace(/^.*\/sensorthings\/v1\.1(?=\/)/, '')
  const mark = relative.indexOf('?')
  const path = (mark < 0 ? relative : relative.slice(0, mark)).replace(/^\//, '')
  if (path === '$batch') throw badBody('a batch holds no other batch')
  if (method !== 'GET') return write(around, { method, path, body })
  const sql = around.within ?? around.services.sql
  const query = mark < 0 ? '' : relative.slice(mark + 1)
  return read({ sql }, { root: around.root, path, query, network: around.network })
}

/** `$1/Datastreams`: the address of what request 1 made. */
function resolved(url: string, made: ReadonlyMap<string, string>): string {
  return url.replace(/^\/?\$([^/?]+)/, (whole, id: string) => made.get(id) ?? whole)
}

/** `{"@iot.id": "$1"}`: what request 1 made. */
function named(value: unknown, made: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, made))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => {
      if (name !== '@iot.id' || typeof one !== 'string' || !one.startsWith('$')) return [name, named(one, made)]
      const key = /\((.*)\)$/.exec(made.get(one.slice(1)) ?? '')?.[1]?.replaceAll("'", '')
      return [name, key === undefined ? one : /^\d+$/.test(key) ? Number(key) : key]
    }),
  )
}
