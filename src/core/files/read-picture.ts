import { open, readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'

/** A 108-megapixel phone fits; a picture that claims more is a mistake or an attack ("decompression bomb"). */
const MOST_MEGAPIXELS = 120
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'heif']
// The same picture never comes twice: what the decoder keeps for it is wasted memory.
sharp.cache(false)

/**
 * A picture that came in, ready to be worked on. Looks at its bytes, not at its name. Throws a `Problem`:
 * `file-not-an-image` (422) or `image-too-many-pixels` (413).
 */
export async function readPicture(path: string): Promise<Sharp> {
  if (!(await hasImageSignature(path))) notAnImage()
  // Reading from bytes, not by name: the decoder keeps files that it opened by name in a cache.
  const input = await readFile(path)
  const options = { limitInputPixels: MOST_MEGAPIXELS * 1_000_000, failOn: 'error', sequentialRead: true } as const
  const { format, width, height } = await sharp(input, { ...options, limitInputPixels: false })
    .metadata()
    .catch(notAnImage)
  if (!FORMATS.includes(format)) notAnImage()
  const megapixels = (width * height) / 1_000_000
  if (megapixels > MOST_MEGAPIXELS)
    throw new Problem(
      'image-too-many-pixels',
      413,
      messages.say('too-many-pixels', { megapixels: Math.ceil(megapixels), limit: MOST_MEGAPIXELS }),
    )
  return sharp(input, options)
}

/** What the decoder cannot read is not an image. */
export function notAnImage(cause?: unknown): never {
  throw new Problem('file-not-an-image', 422, messages.say('not-an-image'), { cause })
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
