import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { listBodies } from '#modules/region/public.ts'
import { rememberPicture } from '../duplicates/remember-picture.ts'
import { removeOldLetters, takeNewLetters, type NewLetter, type Taken } from './maildir.ts'
import { readApart } from './read-apart.ts'
import { unreadable, type ReadLetter } from './read-letter.ts'
import { addLetter } from './store.ts'

/** So long the files of letters that were taken in, and of those that could not be read, stay for the mail server's manager. */
const FILES_KEPT = { hours: 30 * 24 }

/** Takes in what came by e-mail: of each body the Maildir of its name under `MAIL_IN`. Safe to run twice. */
export async function takeInMail(services: Services): Promise<void> {
  const { config, sql, clock } = services
  if (config.mailIn === undefined) return
  const failures: Error[] = []
  for (const { id } of await listBodies(sql))
    failures.push(...(await takeNewLetters(join(config.mailIn, id), clock(), (one) => takeIn(one, id, services))))
  // Only now: what one letter of one body meets is nothing to the others.
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} letters could not be taken in.`)
}

/** Removes the files of letters that came more than thirty days ago: what they said is kept, and forgotten, in the database. */
export async function clearMail({ config, sql, clock }: Services): Promise<void> {
  if (config.mailIn === undefined) return
  for (const { id } of await listBodies(sql))
    await removeOldLetters(join(config.mailIn, id), clock().subtract(FILES_KEPT))
}

/**
 * Keeps one letter for the desk of a body; what a machine sent, or what has no words, makes none. Of one that cannot be read the desk is
 * told that it came.
 */
export async function takeIn({ name, bytes }: NewLetter, body: string, services: Services): Promise<Taken> {
  const { sql, clock, log } = services
  const letter = await readBytes(bytes).catch((error: unknown) => {
    log.warn({ err: error, body }, 'A letter could not be read; it is put aside.')
    return undefined
  })
  if (letter === undefined) {
    await addLetter(sql, body, unreadable(name), { photo: null, now: clock() })
    return 'unreadable'
  }
  const { isAutomatic, text, subject, picture, hasUnreadPicture } = letter
  if (isAutomatic || (text === '' && subject === '' && picture === undefined && !hasUnreadPicture)) return 'taken'
  const photo = picture === undefined ? null : await keepPicture(picture, services)
  const photoUnread = hasUnreadPicture || (picture !== undefined && photo === null)
  await addLetter(sql, body, letter, { photo, photoUnread, now: clock() })
  return 'taken'
}

async function readBytes(bytes: Uint8Array | undefined): Promise<ReadLetter> {
  if (bytes === undefined) throw new Error('The letter is too large.')
  return readApart(bytes)
}

/** A picture that is none is left out: the words count. */
async function keepPicture(bytes: Uint8Array, services: Services): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'streekplein-mail-'))
  try {
    const path = join(folder, 'picture')
    await writeFile(path, bytes)
    const { hash } = await services.files.addImage(path)
    await rememberPicture(hash, services)
    return hash
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
