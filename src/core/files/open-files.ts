import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { Problem } from '#core/problem.ts'
import type { Files, StoredImage } from './files.ts'
import { messages } from './messages.ts'

/** A 108-megapixel phone fits; a picture that claims more is a mistake or an attack ("decompression bomb"). */
const MOST_MEGAPIXELS = 120
const LONGEST_SIDE = 1600
// The same picture never comes twice: what the decoder keeps for it is wasted memory.
sharp.cache(false)
const JPEG_QUALITY = 80
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'heif']

/**
 * Opens a folder of files, named after the SHA-256 of their content: `aa/bb/<hash>.jpg`. Writes are atomic
 * (a new file, flushed, then renamed), so a picture is there whole or not at all.
 */
export function openFiles(folder: string): Files {
  // A large picture takes hundreds of megabytes while it is decoded: one at a time, the others wait.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
  return {
    async addImage(path) {
      const { bytes, width, height } = await inTurn(() => reEncode(path))
      const hash = createHash('sha256').update(bytes).digest('hex')
      await keep(pathOf(folder, hash), bytes)
      return { hash, width, height, bytes: bytes.length } satisfies StoredImage
    },
    async read(hash) {
      if (!isHash(hash)) return undefined
      try {
        return await readFile(pathOf(folder, hash))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    async remove(hash) {
      if (isHash(hash)) await rm(pathOf(folder, hash), { force: true })
    },
  }
}

async function reEncode(path: string): Promise<{ bytes: Buffer; width: number; height: number }> {
  if (!(await hasImageSignature(path))) throw notAnImage()
  // Reading from bytes, not by name: the decoder keeps files that it opened by name in a cache.
  const input = await readFile(path)
  const options = { limitInputPixels: MOST_MEGAPIXELS * 1_000_000, failOn: 'error', sequentialRead: true } as const
  const { format, width, height } = await sharp(input, { ...options, limitInputPixels: false })
    .metadata()
    .catch(refuse)
  if (!FORMATS.includes(format)) throw notAnImage()
  const megapixels = (width * height) / 1_000_000
  if (megapixels > MOST_MEGAPIXELS)
    throw new Problem(
      'image-too-many-pixels',
      413,
      messages.say('too-many-pixels', { megapixels: Math.ceil(megapixels), limit: MOST_MEGAPIXELS }),
    )
  const { data, info } = await sharp(input, options)
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    // Without withMetadata() nothing of EXIF, GPS, XMP, IPTC or colour profile is written.
    .jpeg({ quality: JPEG_QUALITY, progressive: true })
    .toBuffer({ resolveWithObject: true })
    .catch(refuse)
  return { bytes: data, width: info.width, height: info.height }
}

/**
 * Whether the first bytes are those of JPEG, PNG, WebP, GIF or AVIF/HEIF (ISO 14496-12 `ftyp`). What is not, such as
 * SVG and PDF, never reaches the decoder.
 */
async function hasImageSignature(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0)
    const start = buffer.toString('latin1')
    return (
      start.startsWith('\xff\xd8\xff') ||
      start.startsWith('\x89PNG\r\n\x1a\n') ||
      start.startsWith('GIF8') ||
      (start.startsWith('RIFF') && start.endsWith('WEBP')) ||
      (start.slice(4, 8) === 'ftyp' && /^(avi[fs]|mif1|msf1|hei[cfmsx]|hev[cmsx])$/.test(start.slice(8)))
    )
  } finally {
    await file.close()
  }
}

async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const known = await stat(path).catch(() => undefined)
  if (known?.size === bytes.length) return
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

function pathOf(folder: string, hash: string): string {
  return join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.jpg`)
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

/** What the decoder cannot read is not an image. */
function refuse(cause: unknown): never {
  throw notAnImage(cause)
}

function notAnImage(cause?: unknown): Problem {
  return new Problem('file-not-an-image', 422, messages.say('not-an-image'), { cause })
}
