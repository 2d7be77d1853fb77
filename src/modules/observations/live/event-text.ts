import { isoOf } from '../iso.ts'
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
    observation: observationOf(row),
  })}\n\n`
}

/** As SensorThings tells it. */
function observationOf(row: FreshRow): Record<string, unknown> {
  const { datastream, at, turn, until, resultAt, number, truth, text, json, quality, parameters } = row
  return {
    '@iot.id': `${datastream}.${at}${turn === 0 ? '' : `.${turn}`}`,
    phenomenonTime: until === null ? isoOf(at) : `${isoOf(at)}/${isoOf(until)}`,
    resultTime: resultAt === null ? null : isoOf(resultAt),
    result: number ?? truth ?? text ?? json,
    ...(quality !== null && { resultQuality: quality }),
    ...(parameters !== null && { parameters }),
  }
}
