import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

const MOST_BYTES = 25 * 1024 * 1024
/** So many letters in one go: the rest comes a minute later. */
const MOST_LETTERS = 200

/**
 * Gives every new letter of a Maildir (D. J. Bernstein, "Using maildir format", 1995) to `take`, one after the other, and moves it from
 * `new/` to `cur/` when that succeeded: a letter is never lost, and after a crash it comes again. What is too large is moved to `tmp/`.
 */
export async function takeNewLetters(folder: string, take: (bytes: Uint8Array) => Promise<void>): Promise<number> {
  const names = await filesIn(join(folder, 'new'))
  for (const sub of names.length > 0 ? ['cur', 'tmp'] : []) await mkdir(join(folder, sub), { recursive: true })
  let taken = 0
  for (const name of names.toSorted().slice(0, MOST_LETTERS)) {
    const file = join(folder, 'new', name)
    const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!isFile) continue
    if (size > MOST_BYTES) {
      await rename(file, join(folder, 'tmp', name))
      continue
    }
    await take(await readFile(file))
    await rename(file, join(folder, 'cur', `${name}:2,S`))
    taken += 1
  }
  return taken
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    // A body that has no mailbox.
    return []
  }
}
