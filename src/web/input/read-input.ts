import { rm } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import { saveUpload } from '#core/files/save-upload.ts'
import { Problem } from '#core/problem.ts'
import type { Route, Typed } from '../route.ts'
import { messages } from './messages.ts'
import { uploadedFile, type Upload } from './upload.ts'

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
    const body = request.isMultipart() ? await readParts(request, route, { folder, saved }) : bodyFields(request.body)
    const values = { ...fields(request.query), ...body, ...fields(request.params) }
    return {
      values,
      typed: Object.fromEntries(Object.entries(values).filter(isTyped)),
      uploads: Object.fromEntries(Object.entries(values).filter(isUpload)),
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

async function readParts(
  request: FastifyRequest,
  route: Route,
  { folder, saved }: { folder: string; saved: string[] },
): Promise<Record<string, unknown>> {
  if (Number(request.headers['content-length'] ?? 0) > HOPELESS_BYTES)
    throw new Problem('body-too-large', 413, messages.say('bodyTooLarge'))
  const values: Record<string, unknown> = {}
  for await (const part of request.parts({ limits: { ...FIELD_LIMITS, fileSize: HOPELESS_BYTES } })) {
    if (part.type === 'field') {
      values[part.fieldname] = joined(values[part.fieldname], part.value)
      continue
    }
    const file = await saveUpload(part.file, { folder, mostBytes: route.uploadBytes ?? 0 })
    if (file !== 'too-large') saved.push(file.path)
    const upload: Upload =
      file === 'too-large'
        ? { filename: part.filename, path: undefined, bytes: Infinity }
        : { filename: part.filename, path: file.path, bytes: file.bytes }
    // A file field in which nothing was chosen is sent as a nameless, empty file (HTML Standard §4.10.21.5).
    if (upload.filename !== '' || upload.bytes > 0) values[part.fieldname] = joined(values[part.fieldname], upload)
  }
  return values
}

function joined(before: unknown, value: unknown): unknown {
  if (before === undefined) return value
  return Array.isArray(before) ? [...before, value] : [before, value]
}

function bodyFields(body: unknown): Record<string, unknown> {
  if (body === undefined || body === null) return {}
  if (typeof body === 'object' && !Array.isArray(body)) return fields(body)
  throw new Problem('body-not-an-object', 400, messages.say('bodyNotObject'))
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function isTyped(entry: [string, unknown]): entry is [string, string | string[]] {
  const [, value] = entry
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
}

function isUpload(entry: [string, unknown]): entry is [string, Upload] {
  return uploadedFile.safeParse(entry[1]).success
}
