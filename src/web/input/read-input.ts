import { rm } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { saveUpload } from '#core/files/save-upload.ts'
import { Problem } from '#core/problem.ts'
import type { Route, Typed } from '../route.ts'
import { messages } from './messages.ts'
import { generalProblem } from '../problems/problem-answer.tsx'
import { cleaned } from './cleaned.ts'
import type { Upload } from './upload.ts'

/** Larger than this is not even drained: the connection is closed. */
const HOPELESS_BYTES = 1024 ** 3
const FIELD_LIMITS = { fields: 200, fieldNameSize: 100, fieldSize: 100_000, files: 10, parts: 210, headerPairs: 20 }

/** What came in with a request, before any schema has seen it. */
export interface RawInput {
  readonly values: Readonly<Record<string, unknown>>
  /** The text fields alone, to show the form again. */
  readonly typed: Typed
  readonly uploads: Readonly<Record<string, Upload>>
  /** Removes the temporary files. */
  readonly forget: () => Promise<void>
}

/** Joins the parameters in the path, the query and the body into one object; the path wins. Files wait in `folder`. */
export async function readInput(request: FastifyRequest, route: Route, folder: string): Promise<RawInput> {
  const saved: string[] = []
  const forget = async () => {
    for (const path of saved) await rm(path, { force: true })
  }
  try {
    const { fields: body, uploads } = request.isMultipart()
      ? await readParts(request, route, { folder, saved })
      : { fields: bodyOf(request, route), uploads: {} }
    const values = { ...fields(request.query), ...body, ...fields(request.params) }
    return {
      values,
      typed: Object.fromEntries(Object.entries(values).filter(isTyped)),
      uploads,
      forget,
    }
  } catch (error) {
    await forget()
    throw error
  }
}

/** Reads `a=1&b=2`; a name that comes more than once becomes an array. */
export function parseForm(text: string): Record<string, string | string[]> {
  const search = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const all = search.getAll(name)
      return [name, all.length > 1 ? all : (all[0] ?? '')]
    }),
  )
}

interface Parts {
  readonly fields: Record<string, unknown>
  /** The first file of each field. */
  readonly uploads: Record<string, Upload>
}

async function readParts(
  request: FastifyRequest,
  route: Route,
  { folder, saved }: { folder: string; saved: string[] },
): Promise<Parts> {
  if (Number(request.headers['content-length'] ?? 0) > HOPELESS_BYTES)
    throw new Problem('body-too-large', 413, messages.say('bodyTooLarge'))
  const values: Record<string, unknown> = {}
  const uploads: Record<string, Upload> = {}
  try {
    for await (const part of request.parts({ limits: { ...FIELD_LIMITS, fileSize: HOPELESS_BYTES } })) {
      if (part.type === 'field') {
        values[part.fieldname] = joined(values[part.fieldname], part.value)
        continue
      }
      const { filename } = part
      const file = await saveUpload(part.file, { folder, mostBytes: route.uploadBytes ?? 0 })
      if (file !== 'too-large') saved.push(file.path)
      // A file field in which nothing was chosen is sent as a nameless, empty file (HTML Standard §4.10.21.5).
      if (file !== 'too-large' && filename === '' && file.bytes === 0) continue
      uploads[part.fieldname] ??=
        file === 'too-large'
          ? { filename, path: undefined, bytes: Infinity }
          : { filename, path: file.path, bytes: file.bytes }
    }
  } catch (error) {
    throw isOurFault(error) ? error : generalProblem('bad-request', 400, error)
  }
  return { fields: fields(values), uploads }
}

/** A full disk is ours; a body that stops halfway or has no boundary is the sender's. */
function isOurFault(error: unknown): boolean {
  return error instanceof Problem || (error instanceof Error && ('syscall' in error || 'statusCode' in error))
}

function joined(before: unknown, value: unknown): unknown {
  if (before === undefined) return value
  return Array.isArray(before) ? [...before, value] : [before, value]
}

function bodyOf({ body }: FastifyRequest, { protocol }: Route): Record<string, unknown> {
  if (isDeep(body)) throw new Problem('body-too-deep', 400, messages.say('bodyTooDeep', { count: MOST_DEEP }))
  return protocol?.wholeBody === undefined ? bodyFields(body) : { [protocol.wholeBody]: body }
}

/** Nobody who means well nests this deep, and whatever looks into it would run out of room. */
const MOST_DEEP = 64

function isDeep(body: unknown): boolean {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEEP) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

function bodyFields(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return fields(body)
  throw new Problem('body-not-an-object', 400, messages.say('bodyNotObject'))
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one)]))
    : {}
}

function isTyped(entry: [string, unknown]): entry is [string, string | string[]] {
  const [, value] = entry
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}
