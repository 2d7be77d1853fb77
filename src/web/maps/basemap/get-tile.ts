import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#core/config.ts'
import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'
import type { Tile } from './tiles.ts'

/** A picture, as it came. */
export interface TilePicture {
  readonly type: string
  readonly bytes: Uint8Array
}

/** So many tiles are kept at most: with the largest of all, 512 MB; with usual ones some 60 MB. */
const SLOTS = 4096
const MOST_BYTES = 128 * 1024
const KEPT_MILLISECONDS = 30 * 24 * 60 * 60 * 1000
/** The first bytes of each kind of picture; what only calls itself a picture is none. */
const STARTS: Readonly<Record<string, RegExp>> = {
  'image/png': /^\x89PNG\r\n/,
  'image/jpeg': /^\xff\xd8\xff/,
  'image/webp': /^RIFF.{4}WEBP/s,
}
const TYPES = Object.keys(STARTS)

/** A server that could not be reached so often in a row is left alone for a while: maps come without background, and at once. */
const MOST_SILENCES = 3
const REST_MILLISECONDS = 60_000
const silences = new Map<string, { readonly count: number; readonly lastAt: number }>()

interface GetTile {
  readonly config: Pick<Config, 'basemap' | 'baseUrl' | 'dataFolder'>
  /** How long the other server may take; default 5 seconds. */
  readonly timeoutMilliseconds?: number
}

/**
 * A tile of the background map, from our own disk or else from the server that is configured. That server sees us ask, never who looks:
 * no address, cookie or page of a visitor goes along. On disk each tile has one place out of 4,096, by a hash of its
 * address, and takes that of another: so the room is bounded without anybody counting. A tile older than 30 days is fetched again; when that
 * fails the old one serves. A server that stays silent is left alone for a minute. Throws a `Problem`: 404 without a background map or tile, 502 when the other server fails.
 */
export async function getTile(tile: Tile, { config, timeoutMilliseconds = 5000 }: GetTile): Promise<TilePicture> {
  if (config.basemap === undefined) throw new Problem('no-basemap', 404, messages.say('none'))
  const address = addressOf(tile, config.basemap.url)
  const key = createHash('sha256').update(address).digest('hex')
  const slot = join(config.dataFolder, 'basemap', String(Number.parseInt(key.slice(0, 6), 16) % SLOTS))
  const kept = await readSlot(slot, key)
  if (kept?.isFresh) return kept.picture
  try {
    if (rests(config.basemap.url)) throw new Error('The server of the background map could not be reached just now.')
    const picture = await fetchTile(address, {
      template: config.basemap.url,
      baseUrl: config.baseUrl,
      timeoutMilliseconds,
    })
    await writeSlot(slot, key, picture)
    return picture
  } catch (error) {
    if (kept) return kept.picture
    if (error instanceof Problem) throw error
    throw new Problem('basemap-unreachable', 502, messages.say('unreachable'), { cause: error })
  }
}

/** The address of a tile: `{z}`, `{x}` and `{y}` filled in. */
function addressOf({ z, x, y }: Tile, template: string): string {
  return template.replaceAll('{z}', String(z)).replaceAll('{x}', String(x)).replaceAll('{y}', String(y))
}

interface FetchTile {
  readonly template: string
  readonly baseUrl: string
  readonly timeoutMilliseconds: number
}

async function fetchTile(address: string, { template, baseUrl, timeoutMilliseconds }: FetchTile): Promise<TilePicture> {
  const answer = await reach(template, () =>
    fetch(address, {
      headers: { accept: TYPES.join(', '), 'user-agent': `Streekplein (+${baseUrl})` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    }),
  )
  if (answer.status === 404 || answer.status === 204) throw new Problem('no-tile', 404, messages.say('none'))
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  if (answer.status !== 200 || !TYPES.includes(type) || answer.body === null) {
    await answer.body?.cancel()
    throw new Error(`The server of the background map answered ${answer.status} with "${type}".`)
  }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.length
    if (length > MOST_BYTES) throw new Error(`A tile of the background map is larger than ${MOST_BYTES} bytes.`)
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  if (!STARTS[type]?.test(bytes.toString('latin1', 0, 16)))
    throw new Error(`The server of the background map sent something else than ${type}.`)
  return { type, bytes }
}

/** Asks a server, and remembers whether it could be reached. */
async function reach(template: string, ask: () => Promise<Response>): Promise<Response> {
  try {
    const answer = await ask()
    silences.delete(template)
    return answer
  } catch (error) {
    silences.set(template, { count: (silences.get(template)?.count ?? 0) + 1, lastAt: Date.now() })
    throw error
  }
}

function rests(template: string): boolean {
  const { count, lastAt } = silences.get(template) ?? { count: 0, lastAt: 0 }
  return count >= MOST_SILENCES && Date.now() - lastAt < REST_MILLISECONDS
}

/** A slot holds a line with the key and type of its tile, then the tile. */
async function readSlot(path: string, key: string): Promise<{ picture: TilePicture; isFresh: boolean } | undefined> {
  try {
    const [file, { mtimeMs }] = await Promise.all([readFile(path), stat(path)])
    const end = file.indexOf('\n')
    const [owner, type = ''] = file.subarray(0, end).toString('latin1').split(' ')
    if (owner !== key) return undefined
    return { picture: { type, bytes: file.subarray(end + 1) }, isFresh: Date.now() - mtimeMs < KEPT_MILLISECONDS }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Written beside and moved into place, so that nobody reads half a tile. */
async function writeSlot(path: string, key: string, { type, bytes }: TilePicture): Promise<void> {
  const beside = `${path}.${randomUUID()}`
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  await writeFile(beside, Buffer.concat([Buffer.from(`${key} ${type}\n`, 'latin1'), bytes]), { mode: 0o600 })
  await rename(beside, path)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
