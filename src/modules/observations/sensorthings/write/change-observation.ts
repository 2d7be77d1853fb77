import { batchBuilder } from '../../batch.ts'
import { readObservation } from '../../harmonise/read-observation.ts'
import { AHEAD, CLOSED } from '../../store/add.ts'
import { SAYS_MORE, storeChecked, WRONG_KIND } from '../../ingest/gather.ts'
import { microsecondsOf } from '../../model.ts'
import { lockDatastreams } from '../../store/lock-datastreams.ts'
import type { ObservationId } from '../entities.ts'
import { find } from '../path.ts'
import { badBody, badObservation, conflict, notThere, valuesOnly } from '../problems.ts'
import type { ObservationRow } from '../query/rows.ts'
import { valuesOf } from '../query/shape.ts'
import { CHANGES, readBody } from './bodies.ts'
import { mine, type Writer } from './writer.ts'

/**
 * Changes an observation: what it was stays beside what it is (a correction). Its time is what it is known by, so that another time is
 * another observation.
 */
export async function changeObservation(
  writer: Writer,
  id: ObservationId,
  { body, isWhole }: { readonly body: unknown; readonly isWhole: boolean },
): Promise<void> {
  const { sql, now } = writer
  await mine(writer, 'Datastreams', id.datastream)
  const row = (await find(sql, 'Observations', id)) as ObservationRow
  const sent = readBody(isWhole ? CHANGES.Observations : CHANGES.Observations.partial(), body)
  const before = valuesOf('Observations', row)
  const feature = row.feature === null ? undefined : row.feature
  const whole = isWhole
    ? { phenomenonTime: before['phenomenonTime'], ...sent, feature }
    : { ...before, ...sent, feature }
  const read = readObservation(whole, now)
  if ('code' in read) throw badObservation(read)
  const sameTime = read.at === row.at && (Number.isNaN(read.until) ? row.until === null : read.until === row.until)
  if (!sameTime) throw conflict('the phenomenonTime of an observation is what it is known by: send a new one instead')
  // Another result time makes it a correction also when it says what was said once before.
  const extra = {
    ...read.extra,
    resultAt: sent.resultTime === undefined ? microsecondsOf(now) : (read.extra?.resultAt ?? microsecondsOf(now)),
  }
  const builder = batchBuilder(1)
  builder.add(id.datastream, read.at, read.until, read.number, extra)
  const held = await lockDatastreams(sql, [id.datastream])
  const { outcome } = await storeChecked(sql, builder.take(), { held, now, senderOf: () => writer })
  if (outcome[0] === CLOSED) throw conflict('its month went to the archive')
  if (outcome[0] === AHEAD) throw badBody('phenomenonTime is more than a day ahead')
  if (outcome[0] === SAYS_MORE) throw valuesOnly()
  if (outcome[0] === WRONG_KIND) throw badBody('result is not of the kind that its Datastream has')
}

/** Takes an observation back: it is shown no more, and stays known as what was said. */
export async function withdrawObservation(writer: Writer, id: ObservationId): Promise<void> {
  const { sql, now } = writer
  await mine(writer, 'Datastreams', id.datastream)
  const [gone] = await sql`
    with free as (
      select max(turn) + 1 as turn from observations.observation
      where datastream = ${id.datastream} and at = to_timestamp(${id.at}::float8 / 1e6)
    ), withdrawn as (
      update observations.observation set replaced_at = ${now}, turn = free.turn from free
      where datastream = ${id.datastream} and at = to_timestamp(${id.at}::float8 / 1e6) and observation.turn = ${id.turn}
        and replaced_at is null returning datastream, at
    ), marked as (
      insert into observations.stale (datastream, hour) select datastream, date_trunc('hour', at, 'UTC') from withdrawn
    ), again as (
      insert into observations.judge_again (datastream, at)
      select w.datastream, w.at from withdrawn w join observations.level v on v.datastream = w.datastream
    )
    update observations.latest l set observations = observations - 1 from withdrawn w where w.datastream = l.datastream
    returning l.datastream`
  if (gone === undefined) throw notThere(`Observation ${id.datastream}.${id.at}`)
}
