import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { uploadFolder } from '#core/files/save-upload.ts'
import { guardedRequest } from '#core/http/guarded-request.ts'
import { Problem } from '#core/problem.ts'
import type { Context } from '#web/route.ts'
import { PHOTO_MAX_BYTES } from '../../report-form/answers.ts'
import type { ApiKey } from '../keys/key.ts'
import { messages } from '../messages.ts'
import { refusal } from './protocol.ts'

const TIMEOUT_SECONDS = 10

/**
 * Keeps the photo of a request: the file `media` of a multipart body (extension), or what `media_url` names, which is fetched only
 * from the hosts that were agreed for the key. Undefined when there is none.
 */
export async function keepMedia(url: string, key: ApiKey, context: Context): Promise<string | undefined> {
  const { uploads, files } = context
  const upload = uploads['media']
  if (upload?.path === undefined && upload !== undefined)
    throw refusal('media', messages.say('error.mediaTooLarge'), 413)
  if (upload?.path !== undefined) return (await files.addImage(upload.path)).hash
  return url === '' ? undefined : fetchMedia(url, key, context)
}

async function fetchMedia(url: string, key: ApiKey, { config, files }: Context): Promise<string> {
  const host = URL.canParse(url) ? new URL(url).host : ''
  if (!key.mediaHosts.includes(host)) throw refusal('media_url', messages.say('error.mediaHost'))
  const path = join(uploadFolder(config), randomUUID())
  try {
    const answer = await guardedRequest(
      url,
      { method: 'GET', headers: { accept: 'image/*' }, mostBytes: PHOTO_MAX_BYTES, timeoutSeconds: TIMEOUT_SECONDS },
      config,
    )
    if (answer.status !== 200) throw new Error(`the photo was answered with ${answer.status}`)
    await mkdir(uploadFolder(config), { recursive: true })
    await writeFile(path, answer.body, { flag: 'wx', mode: 0o600 })
    return (await files.addImage(path)).hash
  } catch (error) {
    if (error instanceof Problem) throw error
    throw refusal('media_url', messages.say('error.mediaGone'))
  } finally {
    await rm(path, { force: true })
  }
}
