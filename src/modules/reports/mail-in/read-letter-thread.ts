// The thread in which `read-apart.ts` has a letter read.
import { parentPort, workerData } from 'node:worker_threads'
import { readLetter } from './read-letter.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(await readLetter(workerData as Uint8Array))
