import { Worker } from 'node:worker_threads'
import type { ReadLetter } from './read-letter.ts'

/** No honest letter takes longer, or more memory. */
const MOST_MILLISECONDS = 10_000
const MOST_MEGABYTES = 512

/**
 * Reads a letter in a thread of its own, so that one that somebody made to be slow or large holds up no page. Throws when it cannot be
 * read, or not in time.
 */
export async function readApart(bytes: Uint8Array, mostMilliseconds = MOST_MILLISECONDS): Promise<ReadLetter> {
  const worker = new Worker(new URL('./read-letter-thread.js', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<ReadLetter>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The letter took too long to read.')), mostMilliseconds)
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The letter was not read to its end.')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
