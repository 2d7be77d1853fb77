import type { Observed } from '../../model.ts'
import type { SetName } from '../entities.ts'

/** An entity as the database gives it. Moments in microseconds since 1970. */
export interface Row {
  readonly id: number
  readonly [column: string]: unknown
}

/** A row of an observation: its id is in three parts. */
export interface ObservationRow extends Row, Observed {
  readonly feature: number | null
}

const micro = (sql: string) => `(extract(epoch from ${sql}) * 1000000)::bigint`
const named = 'e.id, e.name, e.description, e.properties'
const encoded = `${named}, e.encoding_type as "encodingType"`

/** Since when and until when a datastream told something: for a thousand of them that takes as long as all else. */
const TOLD = `(
    select array[${['first_at', 'last_until', 'first_result_at', 'last_result_at'].map(micro).join(', ')}]
    from observations.latest l where l.datastream = e.id) as told`

/** What the square thinks of a value: looked up only where it is asked. */
const JUDGED = `(
    select jsonb_build_object('flag', j.flag, 'rules', j.rules, 'suspect', j.suspect, 'failed', j.failed)
    from observations.judgement(e.datastream, e.at, e.turn, e.number) j) as judged`

/** What is read of the rows of a set, with the alias `e`: SQL of our own. `select` names what is told of them; undefined: everything. */
export function columnsOf(set: SetName, select?: readonly string[]): string {
  const isTold = select === undefined || select.includes('phenomenonTime') || select.includes('resultTime')
  const isJudged = select === undefined || select.includes('resultQuality')
  if (set === 'Observations' && isJudged) return `${COLUMNS[set]}, ${JUDGED}`
  return set === 'Datastreams' && isTold ? `${COLUMNS[set]}, ${TOLD}` : COLUMNS[set]
}

const COLUMNS: Readonly<Record<SetName, string>> = {
  Things: named,
  Locations: `${encoded}, e.location`,
  HistoricalLocations: `e.id, e.thing, ${micro('e.at')} as time`,
  Datastreams: `${named}, e.observation_type as "observationType", e.unit, e.observed_area as "observedArea", e.thing, e.sensor,
    e.observed_property as property`,
  Sensors: `${encoded}, e.metadata`,
  ObservedProperties: `${named}, e.definition`,
  Observations: `0 as id, e.datastream, ${micro('e.at')} as at, e.turn, ${micro('e.until')} as until, e.number, e.truth, e.text, e.json,
    ${micro('e.result_at')} as "resultAt", e.quality, ${micro('e.valid_from')} as "validFrom",
    ${micro('e.valid_until')} as "validUntil", e.parameters, e.feature`,
  FeaturesOfInterest: `${encoded}, e.feature`,
}

/** The column of a row that leads to the one entity of a link. */
export const LEADS_TO: Readonly<Record<string, string>> = {
  Thing: 'thing',
  Sensor: 'sensor',
  ObservedProperty: 'property',
  Datastream: 'datastream',
  FeatureOfInterest: 'feature',
}
