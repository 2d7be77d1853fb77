import { setTimeout as pause } from 'node:timers/promises'
import type { Services } from '#core/services.ts'
import { judgeStored } from './judge-stored.ts'

const PAUSE_MILLISECONDS = 2000

/** Judges every two seconds what was stored, by whichever process, until it is stopped. */
export function watchLevels(services: Services): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const watching = watch(services, stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await watching
    },
  }
}

async function watch(services: Services, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await judgeStored(services)
    } catch (error) {
      // The database was away: what is stored is judged when it is back.
      services.log.warn({ err: error }, 'values could not be judged; trying again')
    }
    await pause(PAUSE_MILLISECONDS, undefined, { signal, ref: false }).catch(() => {})
  }
}
