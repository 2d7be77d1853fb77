import { Problem } from '#core/problem.ts'
import { messages } from '../messages.ts'

/** Questions that are answered at a time: a long one must not take every connection to the database. */
const AT_A_TIME = 4
/** Of one network: however many it asks, others get their turn. */
const OF_ONE_AT_A_TIME = 2
const MOST_WAITING = 400
const MOST_WAITING_OF_ONE = 100

interface Waiter {
  readonly network: string
  readonly go: () => void
}

const waiting: Waiter[] = []
const inside = new Map<string, number>()

/**
 * Waits until a question of a network may be answered; gives what ends its turn. The `Problem` `sensorthings-busy` (503) when too many wait
 * already, of all or of this network.
 */
export async function takeTurn(network: string): Promise<() => void> {
  if (mayEnter(network)) enter(network)
  else {
    const its = waiting.filter((one) => one.network === network).length
    if (waiting.length >= MOST_WAITING || its >= MOST_WAITING_OF_ONE)
      throw new Problem('sensorthings-busy', 503, messages.say('error.busy'), { extensions: { retryAfterSeconds: 5 } })
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push({ network, go: resolve })
    await promise
  }
  return () => leave(network)
}

function mayEnter(network: string): boolean {
  const all = [...inside.values()].reduce((sum, one) => sum + one, 0)
  return all < AT_A_TIME && (inside.get(network) ?? 0) < OF_ONE_AT_A_TIME
}

function enter(network: string): void {
  inside.set(network, (inside.get(network) ?? 0) + 1)
}

function leave(network: string): void {
  const left = (inside.get(network) ?? 1) - 1
  if (left > 0) inside.set(network, left)
  else inside.delete(network)
  const place = waiting.findIndex((one) => mayEnter(one.network))
  const [next] = place < 0 ? [] : waiting.splice(place, 1)
  if (next === undefined) return
  // In the same turn, so that nobody who comes now goes before who waited.
  enter(next.network)
  next.go()
}
