import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Files, StoredImage } from './files.ts'
import { notAnImage, readPicture } from './read-picture.ts'

const LONGEST_SIDE = 1600
const JPEG_QUALITY = 80

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
  const picture = await readPicture(path)
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    // Without withMetadata() nothing of EXIF, GPS, XMP, IPTC or colour profile is written.
    .jpeg({ quality: JPEG_QUALITY, progressive: true })
    .toBuffer({ resolveWithObject: true })
    .catch(notAnImage)
  return { bytes: data, width: info.width, height: info.height }
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
