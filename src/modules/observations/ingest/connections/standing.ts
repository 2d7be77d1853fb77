import type { ConnectorState } from '../pull/connector.ts'

/** How a connector stands, in a word of `messages/` (`state.…`). */
export type Standing = 'paused' | 'running' | 'new' | 'works' | 'fails' | 'waits'

/** One word for how it goes. Reaching what may be asked in a day is no failure. */
export function standingOf({ enabled, isRunning, problem, workedAt }: ConnectorState): Standing {
  if (!enabled) return 'paused'
  if (isRunning) return 'running'
  if (problem === 'budget') return 'waits'
  if (problem !== '') return 'fails'
  return workedAt === null ? 'new' : 'works'
}
