import { batchBuilder } from '../../../batch.ts'
import { readObservation } from '../../../harmonise/read-observation.ts'
import { refusal, type Refusal } from '../../../harmonise/refusal.ts'
import { momentOf } from '../../../model.ts'
import { ADDED, CORRECTED, KNOWN } from '../../../store/add.ts'
import { fingerprintOf, quarantine } from '../../../store/quarantine.ts'
import { gather } from '../../gather.ts'
import { refusalOf } from '../../refusal-of.ts'
import { sourceOf } from '../connector.ts'
import type { Run } from '../run.ts'
import type { HadStream } from './sensorthings-streams.ts'
import { membersOf } from './members.ts'

/** Takes a page of observations in; what is not understood waits in quarantine. Gives the last moment that they are about. */
export async function takeObservations(
  run: Run,
  stream: HadStream,
  page: readonly unknown[],
): Promise<Temporal.Instant | undefined> {
  const builder = batchBuilder(page.length)
  const rows: unknown[] = []
  const refused: { readonly told: unknown; readonly why: Refusal }[] = []
  let empty = 0
  for (const told of page) {
    const { phenomenonTime, result, resultTime, resultQuality, validTime, parameters } = membersOf(told)
    if (result === null || (typeof result === 'number' && stream.standsForNothing(result))) {
      empty++
      continue
    }
    const sent = { phenomenonTime: phenomenonTime ?? '', result, resultTime, resultQuality, validTime, parameters }
    const read = readObservation(sent, run.now)
    if ('code' in read) {
      refused.push({ told, why: read })
      continue
    }
    rows.push(told)
    const number = stream.convert === undefined ? read.number : stream.convert(read.number)
    builder.add(stream.datastream, read.at, read.until, number, read.extra)
  }
  const batch = builder.take()
  const { outcome } =
    batch.length === 0
      ? { outcome: new Uint8Array() }
      : await gather(run.services, batch, { body: run.connector.owner })
  const counts = { stored: 0, known: 0, refused: empty }
  outcome.forEach((one, row) => {
    if (one === ADDED || one === CORRECTED) counts.stored++
    else if (one === KNOWN) counts.known++
    else
      refused.push({
        told: rows[row],
        why: refusal(refusalOf(one) ?? 'datastream-gone', String(stream.datastream)),
      })
  })
  await keepRefused(run, stream, refused)
  run.count({ ...counts, refused: counts.refused + refused.length })
  return batch.length === 0 ? undefined : momentOf(batch.at.reduce((one, other) => Math.max(one, other)))
}

async function keepRefused(
  { connector, services }: Run,
  { datastream, convert = (value: number) => value }: HadStream,
  refused: readonly { readonly told: unknown; readonly why: Refusal }[],
): Promise<void> {
  const source = { owner: connector.owner, municipality: null, source: sourceOf(connector), format: 'sensorthings' }
  const kept = refused.map(({ told, why }) => {
    // Members of the entity alone: links of the other server mean nothing here.
    const members = Object.fromEntries(Object.entries(membersOf(told)).filter(([name]) => !name.includes('@')))
    const { result } = members
    // It is read again as one of our own datastream, so a number is told in the unit of that.
    const own = typeof result === 'number' ? { ...members, result: convert(result) } : members
    const payload = JSON.stringify(Object.keys(own).length > 0 ? own : told)
    return { ...why, line: null, fingerprint: fingerprintOf([datastream, payload]), payload, context: { datastream } }
  })
  await quarantine(services.sql, source, kept, services.clock())
}
