import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
/** 96 bits of chance and a tag of 128 bits: NIST SP 800-38D §8.2.2 and §5.2.1.2. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** Stands in front of what is sealed, so that another cipher can come beside this one. */
const VERSION = '1.'
const KEY_FILE = 'secret.key'

/** Keeps small texts unreadable for whoever has the database alone. */
export interface Sealer {
  /** Seals a text for a purpose; gives letters, digits, `-`, `_` and `.` only. */
  seal(purpose: string, text: string): string
  /** Opens it for the same purpose; undefined for what was changed, was sealed for something else or by another key. */
  unseal(purpose: string, sealed: string): string | undefined
}

/**
 * Opens the key of this installation, `SECRET_KEY` or else `secret.key` in the data folder (made when it is not there), and
 * gives the functions that seal: AES-256-GCM, with the purpose as additional data.
 */
export async function openSealer({ secretKey, dataFolder }: Pick<Config, 'secretKey' | 'dataFolder'>): Promise<Sealer> {
  const key = secretKey === undefined ? await keyInFile(dataFolder) : keyFrom(secretKey)
  if (key === undefined) throw new Error(`SECRET_KEY is not a key of ${KEY_BYTES} bytes.`)
  return {
    seal(purpose, text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(VERSION + purpose))
      const sealed = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return VERSION + Buffer.concat(sealed).toString('base64url')
    },
    unseal(purpose, sealed) {
      if (!/^1\.[\w-]+$/.test(sealed)) return undefined
      const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url')
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(VERSION + purpose))
        .setAuthTag(bytes.subarray(-TAG_BYTES))
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        // The tag does not fit: not ours, not for this, or not whole. Which one is nobody's business.
        return undefined
      }
    },
  }
}

/** The bytes of a key written as base64 or as 64 hexadecimal digits; undefined when it is not 32 bytes. */
export function keyFrom(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined
}

async function keyInFile(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, KEY_FILE)
  const text = (await readKeyFile(path)) ?? (await makeKeyFile(dataFolder, path))
  const key = keyFrom(text.trim())
  if (key === undefined) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes: restore it from a backup.`)
  return key
}

async function readKeyFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** A file that is whole gets its name by a link, which fails where the name is taken: of two processes one makes the key. */
async function makeKeyFile(dataFolder: string, path: string): Promise<string> {
  await mkdir(dataFolder, { recursive: true })
  const draft = join(dataFolder, `.${KEY_FILE}-${randomUUID()}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
    await link(draft, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
  } finally {
    await file.close()
    await unlink(draft)
  }
  return readFile(path, 'utf8')
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
