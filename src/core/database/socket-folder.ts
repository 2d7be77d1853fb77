import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The address of a unix socket is at most 103 bytes long with its closing zero (macOS; 107 on Linux: unix(7)). */
const LONGEST_PATH = 100

/**
 * The folder of the socket of a data folder: short, and always the same. Only this user may enter it (mode 0700).
 * It exists as long as the database runs. Throws when its path would be too long.
 */
export function socketFolderOf(dataFolder: string): string {
  if (process.platform === 'win32')
    throw new Error('The embedded database needs unix sockets: on Windows, set DATABASE_URL or use WSL.')
  mkdirSync(dataFolder, { recursive: true })
  const name = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12)
  const folder = join(realpathSync(tmpdir()), `streekplein-${name}`)
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) > LONGEST_PATH)
    throw new Error(`The path of the socket folder ${folder} is too long: set TMPDIR to a shorter folder.`)
  return folder
}

/** Makes the socket folder; throws when somebody else did so before, since they could stand between us and the database. */
export function makeSocketFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const mine = process.getuid?.() ?? found.uid
  if (!found.isDirectory() || found.uid !== mine || (found.mode & 0o077) !== 0)
    throw new Error(
      `The socket folder ${folder} is open to others or belongs to somebody else: remove it, or set TMPDIR.`,
    )
}
