import { Problem } from '#core/problem.ts'
import { redact } from '#core/redact.ts'
import type { Services } from '#core/services.ts'
import { asker } from './ask.ts'
import { keyPurpose, type Connector } from './connector.ts'
import { endRun, failuresOf, takeDue, type Ended, type Held } from './connector-store.ts'
import { PullFailed, PullStopped } from './failure.ts'
import { KINDS } from './kinds/kinds.ts'
import { listParts } from './part-store.ts'
import { pauseAfter, pauseBetween } from './pauses.ts'
import { openRun, type Run } from './run.ts'

/** So many connectors are asked at a time in one process: one that is slow does not hold up the others. */
const AT_ONCE = 4
/** A run goes on later when it lasts longer; others get their turn. */
const LONGEST_RUN = { minutes: 4 }
/** No new run begins so long after the job began: the next job is there by then. */
const LONGEST_JOB = { seconds: 55 }
const GOES_ON_AFTER_SECONDS = 30

/** Asks every connector that is due. Any number of processes may do so at once: each connector is in one of them. */
export async function pullDue(services: Services): Promise<void> {
  const until = services.clock().add(LONGEST_JOB)
  const lane = async () => {
    while (Temporal.Instant.compare(services.clock(), until) < 0) {
      const held = await takeDue(services.sql, services.clock())
      if (held === undefined) return
      await pull(services, held)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

/** Asks one connector, and writes how it went. */
async function pull(services: Services, held: Held): Promise<void> {
  const { connector } = held
  let run: Run | undefined
  let ended: Omit<Ended, 'counts'>
  try {
    run = await begin(services, held)
    await KINDS[connector.kind].pull(run)
    ended = { ...later(services, pauseBetween(connector.everySeconds)), outcome: 'worked', problem: '', detail: '' }
  } catch (error) {
    if (error instanceof PullStopped) ended = stopped(services, error)
    else ended = await failed(services, connector, error)
  }
  const counts = run?.counts() ?? { stored: 0, known: 0, refused: 0 }
  await endRun(services.sql, held, { ...ended, counts }, services.clock())
}

async function begin(services: Services, held: Held): Promise<Run> {
  const { connector } = held
  const key = connector.apiKey === '' ? '' : services.unseal(keyPurpose(connector), connector.apiKey)
  if (key === undefined) throw new PullFailed('key-lost', 'the key cannot be opened: it is of another address')
  const { manners } = KINDS[connector.kind]
  const ask = asker(services, held, { manners, until: services.clock().add(LONGEST_RUN) })
  return openRun({ connector, key, services, ask }, await listParts(services.sql, connector.id))
}

function stopped(services: Services, { why }: PullStopped): Omit<Ended, 'counts'> {
  if (why !== 'budget')
    return { ...later(services, GOES_ON_AFTER_SECONDS), outcome: 'goes-on', problem: '', detail: '' }
  const now = services.clock()
  const day = now.toZonedDateTimeISO('UTC').startOfDay().add({ days: 1 }).toInstant()
  const dueAt = day.add({ seconds: pauseAfter(1) })
  return { dueAt, notBefore: day, outcome: 'goes-on', problem: 'budget', detail: '' }
}

async function failed(services: Services, { id, kind }: Connector, error: unknown): Promise<Omit<Ended, 'counts'>> {
  const failure = error instanceof PullFailed ? error : undefined
  const isUnit = error instanceof Problem && error.code === 'wrong-import-order'
  if (failure === undefined && !isUnit)
    services.log.error({ connector: id, kind, err: error }, 'a connector met with something unforeseen')
  const wait = failure?.waitSeconds
  const pause = pauseAfter((await failuresOf(services.sql, id)) + 1)
  return {
    ...later(services, Math.max(pause, wait ?? 0), wait),
    outcome: 'failed',
    problem: failure?.code ?? (isUnit ? 'unit-changed' : 'unforeseen'),
    detail: failure === undefined && !isUnit ? '' : redact((error as Error).message).slice(0, 500),
  }
}

function later({ clock }: Services, seconds: number, wait?: number): Pick<Ended, 'dueAt' | 'notBefore'> {
  const now = clock()
  return { dueAt: now.add({ seconds }), notBefore: wait === undefined ? null : now.add({ seconds: wait }) }
}
