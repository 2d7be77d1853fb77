import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'

const MOST_BYTES = 25 * 1024 * 1024
/** So many letters in one go: the rest comes a minute later. */
const MOST_LETTERS = 200
/** Where letters go to: what was taken in, and what cannot be read. */
const AFTER = ['cur', 'error'] as const

/** A letter in a Maildir: the name of its file, and what is in it; undefined when that is too much to read. */
export interface NewLetter {
  readonly name: string
  readonly bytes: Uint8Array | undefined
}

/** What became of a letter: it was taken in, or it cannot be read and is put aside. */
export type Taken = 'taken' | 'unreadable'

/**
 * Gives every new letter of a Maildir (D. J. Bernstein, "Using maildir format", 1995) to `take`, one after the other, and moves it from
 * `new/` to `cur/` when that succeeded: a letter is never lost, and after a crash it comes again. What is too large, or cannot be read, is
 * moved to `error/`. One that fails otherwise stays in `new/` and holds up no other. What is moved bears the time `now`. Gives what went wrong.
 */
export async function takeNewLetters(
  folder: string,
  now: Temporal.Instant,
  take: (letter: NewLetter) => Promise<Taken>,
): Promise<Error[]> {
  const names = await filesIn(join(folder, 'new'))
  for (const sub of names.length > 0 ? AFTER : []) await mkdir(join(folder, sub), { recursive: true })
  const failures: Error[] = []
  for (const name of names.toSorted().slice(0, MOST_LETTERS)) {
    const file = join(folder, 'new', name)
    const { size, isFile } = await stat(file).then((found) => ({ size: found.size, isFile: found.isFile() }))
    if (!isFile) continue
    try {
      const taken = await take({ name, bytes: size > MOST_BYTES ? undefined : await readFile(file) })
      await utimes(file, now.epochMilliseconds / 1000, now.epochMilliseconds / 1000)
      await rename(file, join(folder, ...(taken === 'taken' ? ['cur', `${name}:2,S`] : ['error', name])))
    } catch (error) {
      failures.push(new Error(`The letter ${file} could not be taken in.`, { cause: error }))
    }
  }
  return failures
}

/** Removes what was moved to `cur/` and `error/` of a Maildir before a moment. */
export async function removeOldLetters(folder: string, before: Temporal.Instant): Promise<void> {
  for (const sub of AFTER)
    for (const name of await filesIn(join(folder, sub))) {
      const file = join(folder, sub, name)
      const found = await stat(file)
      if (found.isFile() && found.mtimeMs < before.epochMilliseconds) await rm(file, { force: true })
    }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    // A body that has no mailbox.
    return []
  }
}
