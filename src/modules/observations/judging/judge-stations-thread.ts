// The thread in which `judge-stations.ts` has many stations compared.
import { parentPort, workerData } from 'node:worker_threads'
import type { Stations } from '../quality/space/network.ts'
import { compareHere } from './judge-stations.ts'
import type { Rule } from './rules.ts'

const { stations, rules } = workerData as { readonly stations: Stations; readonly rules: readonly Rule[] }
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(compareHere(stations, rules))
