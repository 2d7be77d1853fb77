import type { Batch } from '../batch.ts'
import { observationTold } from '../sensorthings/query/shape.ts'
import { ADDED, CORRECTED, type Stored } from '../store/add.ts'

/** An observation that was just stored, for who wants to hear of it. */
export interface Published {
  readonly datastream: number
  /** As SensorThings tells it, with `@iot.id`. */
  readonly observation: Readonly<Record<string, unknown>>
  /** It came over the broker of others: who listens there heard it. */
  readonly isHeard: boolean
}
export type Listener = (published: Published) => void

const listeners = new Set<Listener>()

/** Calls a function for every observation that this process stores from now on; gives what ends it. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells of what is new or corrected in a batch, once that is committed; of what is hidden nothing. */
export function publish(
  batch: Batch,
  { outcome, turn }: Stored,
  about: { isHeard(row: number): boolean; isHidden(row: number): boolean },
): void {
  if (listeners.size === 0) return
  for (let row = 0; row < batch.length; row++) {
    if ((outcome[row] !== ADDED && outcome[row] !== CORRECTED) || about.isHidden(row)) continue
    const published = {
      datastream: batch.datastream[row] ?? 0,
      observation: observationOf(batch, row, turn[row] ?? 0),
      isHeard: about.isHeard(row),
    }
    for (const listener of listeners) listener(published)
  }
}

function observationOf(
  { datastream, at, until, number, extra }: Batch,
  row: number,
  turn: number,
): Record<string, unknown> {
  const { resultAt = null, truth = null, text = null, json = null, quality, parameters } = extra.get(row) ?? {}
  return observationTold({
    datastream: datastream[row] ?? 0,
    at: at[row] ?? 0,
    turn,
    until: known(until[row]),
    resultAt,
    number: known(number[row]),
    truth,
    text,
    json,
    quality,
    parameters,
  })
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
