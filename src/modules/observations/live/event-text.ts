import { observationTold } from '../sensorthings/query/shape.ts'
import type { FreshRow } from './live-store.ts'
import { writePlace, type Place } from './place.ts'

/** How long a browser waits before it connects again, in milliseconds. */
const RETRY = 3000

/** What is sent first: where the listener is, so that it can go on there, and when to come back. */
export function openingText(place: Place): string {
  return `retry: ${RETRY}\n${placeText(place)}`
}

/** Tells where the listener is and nothing else: no event comes of it, and the connection is seen to live (HTML, §9.2.6). */
export function placeText(place: Place): string {
  return `id: ${writePlace(place)}\n\n`
}

/** That values were stored which this listener did not get: it should read them. */
export function gapText(datastreams: readonly number[]): string {
  return `event: gap\ndata: ${JSON.stringify({ datastreams })}\n\n`
}

/** A value as an event, with where the listener is when it has it. JSON has no line breaks of its own, so that it is one line. */
export function valueText(row: FreshRow, place: Place): string {
  return `id: ${writePlace(place)}\nevent: observation\ndata: ${JSON.stringify({
    datastream: row.datastream,
    observation: observationTold(row),
  })}\n\n`
}
