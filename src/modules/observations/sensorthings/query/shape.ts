import { isoOf } from '../../iso.ts'
import type { Observed } from '../../model.ts'
import { ENTITIES, idInAddress, idText, type EntityId, type SetName } from '../entities.ts'
import type { ObservationRow, Row } from './rows.ts'

/** Two moments as an interval; null when there is no first. */
export function intervalOf(from: unknown, until: unknown): string | null {
  if (typeof from !== 'number') return null
  return `${isoOf(from)}/${isoOf(typeof until === 'number' ? until : from)}`
}

/** What an entity is known by. */
export function idOf(set: SetName, row: Row): EntityId {
  if (set !== 'Observations') return row.id
  const { datastream, at, turn } = row as ObservationRow
  return { datastream, at, turn }
}

/** The result of an observation, whatever it is. */
export function resultOf({ number, truth, text, json }: ObservationRow): unknown {
  return number ?? truth ?? text ?? json
}

/** When an observation is about: a moment or an interval. */
export function phenomenonTimeOf({ at, until }: ObservationRow): string {
  return until === null ? isoOf(at) : `${isoOf(at)}/${isoOf(until)}`
}

/** The values of an entity by the names of SensorThings, without links. */
export function valuesOf(set: SetName, row: Row): Record<string, unknown> {
  const { name, description, properties, encodingType } = row
  const told = (row['told'] ?? []) as readonly (number | null)[]
  const named = { name, description, ...(properties === null ? {} : { properties }) }
  switch (set) {
    case 'Things':
      return named
    case 'Locations':
      return { ...named, encodingType, location: row['location'] }
    case 'HistoricalLocations':
      return { time: isoOf(Number(row['time'])) }
    case 'Datastreams':
      return {
        ...named,
        observationType: row['observationType'],
        unitOfMeasurement: row['unit'],
        ...(row['observedArea'] === null ? {} : { observedArea: row['observedArea'] }),
        ...optional('phenomenonTime', intervalOf(told[0], told[1])),
        ...optional('resultTime', intervalOf(told[2], told[3])),
      }
    case 'Sensors':
      return { ...named, encodingType, metadata: row['metadata'] }
    case 'ObservedProperties':
      return { name, definition: row['definition'], description, ...(properties === null ? {} : { properties }) }
    case 'FeaturesOfInterest':
      return { ...named, encodingType, feature: row['feature'] }
    // Observations
    default: {
      const one = row as ObservationRow
      return {
        phenomenonTime: phenomenonTimeOf(one),
        resultTime: one.resultAt === null ? null : isoOf(one.resultAt),
        result: resultOf(one),
        ...optional('resultQuality', qualityOf(row['quality'], row['judged'])),
        ...optional('validTime', intervalOf(row['validFrom'], row['validUntil'])),
        ...optional('parameters', row['parameters']),
      }
    }
  }
}

/** An observation as it is told to who listens: itself, without links. */
export function observationTold(
  row: Observed & { readonly quality?: unknown; readonly parameters?: unknown },
): Record<string, unknown> {
  const whole: ObservationRow = { ...row, id: 0, feature: null }
  return { '@iot.id': idText(idOf('Observations', whole)), ...valuesOf('Observations', whole) }
}

/** What its sender says of the quality of a value, as it came, with what the square thinks of it under `judged`. */
function qualityOf(told: unknown, judged: unknown): unknown {
  if (judged === null || judged === undefined) return told
  const isNamed = typeof told === 'object' && told !== null && !Array.isArray(told) && !('judged' in told)
  if (told === null || told === undefined) return { judged }
  return isNamed ? { ...told, judged } : { told, judged }
}

function optional(name: string, value: unknown): Record<string, unknown> {
  return value === null || value === undefined ? {} : { [name]: value }
}

/** The address of an entity. */
export function addressOf(root: string, set: SetName, row: Row): string {
  return `${root}/${set}(${idInAddress(idOf(set, row))})`
}

/** An entity as SensorThings tells it: with `select` only what is named there; `expanded` in the place of links. */
export function shaped(
  root: string,
  set: SetName,
  row: Row,
  {
    select,
    expanded,
  }: { readonly select: readonly string[] | undefined; readonly expanded: Readonly<Record<string, unknown>> },
): Record<string, unknown> {
  const address = addressOf(root, set, row)
  const isAsked = (name: string) => select === undefined || select.includes(name)
  const shape: Record<string, unknown> = {}
  if (isAsked('id') || isAsked('@iot.id')) shape['@iot.id'] = idText(idOf(set, row))
  if (select === undefined) shape['@iot.selfLink'] = address
  for (const [name, value] of Object.entries(valuesOf(set, row))) if (isAsked(name)) shape[name] = value
  for (const link of Object.keys(ENTITIES[set].links)) {
    if (link in expanded) continue
    if (isAsked(link)) shape[`${link}@iot.navigationLink`] = `${address}/${link}`
  }
  return { ...shape, ...expanded }
}
