import { Worker } from 'node:worker_threads'
import { judgeStations } from '../quality/index.ts'
import type { Stations } from '../quality/space/network.ts'
import { isHourTest, type HourTestName, type Rule } from './rules.ts'

/** From so many stations on, they are compared in a thread of their own: pages do not wait for it. */
const MOST_HERE = 2000

/** What a test says of each station. */
export interface Compared {
  readonly test: HourTestName
  readonly flags: Uint8Array
}

/** Compares the stations of an hour by all tests of a set of rules that do so. */
export function compareHere(stations: Stations, rules: readonly Rule[]): Compared[] {
  return rules.flatMap(({ test, parameters }) =>
    isHourTest(test) ? [{ test, flags: judgeStations(test, stations, parameters).flags }] : [],
  )
}

/** The same, in a thread of its own where there are many. */
export async function compareStations(
  stations: Stations,
  rules: readonly Rule[],
  mostHere = MOST_HERE,
): Promise<Compared[]> {
  if (stations.value.length <= mostHere) return compareHere(stations, rules)
  const worker = new Worker(new URL('./judge-stations-thread.js', import.meta.url), { workerData: { stations, rules } })
  try {
    return await new Promise<Compared[]>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread that compares stations stopped.')))
    })
  } finally {
    await worker.terminate()
  }
}
