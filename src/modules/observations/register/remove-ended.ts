import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'

/** Rows that go in one transaction. */
const BATCH = 20_000
/** A job gives up its turn after so many batches; the next one goes on. */
const MOST_BATCHES = 500

/**
 * Takes out the measurements of sensors that ended and whose owner wants them gone, in batches, then their things. Months that went to the
 * archive stay in their files, which do not show them. Gives how many things went. Safe to run twice, and to stop halfway.
 */
export async function removeEnded({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<number> {
  const ended = await sql<{ id: string; owner: string }>`
    select id, owner from observations.registration where removes order by id limit 100`
  let batches = 0
  let gone = 0
  const failed: unknown[] = []
  for (const { id, owner } of ended) {
    try {
      let rows = BATCH
      while (rows === BATCH && batches++ < MOST_BATCHES) rows = await removeSome(sql, owner)
      if (batches >= MOST_BATCHES) break
      await sql.transaction((within) => removeThings(within, id, owner, clock()))
      gone++
    } catch (error) {
      // One that cannot be removed holds up no other; the job is told all the same.
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} sensors that ended could not be removed.`)
  return gone
}

/** Finds rows by their datastream, month by month: the newest first, as a sensor at home has few months. */
async function removeSome(sql: Sql, owner: string): Promise<number> {
  const rows = await sql<{ count: number }>`
    with chosen as (
      select o.datastream, o.at, o.turn from observations.observation o
      where o.datastream in (select id from observations.datastream where owner = ${owner}) limit ${BATCH}
    ), removed as (
      delete from observations.observation o using chosen s
      where o.datastream = s.datastream and o.at = s.at and o.turn = s.turn returning 1)
    select count(*)::int as count from removed`
  return rows[0]?.count ?? 0
}

async function removeThings(sql: Sql, id: string, owner: string, now: Temporal.Instant): Promise<void> {
  await sql`select id from observations.registration where id = ${id} for update`
  // Something that was under way when it ended may have stored one more value.
  await sql`
    delete from observations.observation where datastream in (
      select id from observations.datastream where owner = ${owner} for update)`
  await sql`delete from observations.stale where datastream in (select id from observations.datastream where owner = ${owner})`
  await sql`
    insert into observations.withdrawn_datastream (datastream, withdrawn_at)
    select id, ${now} from observations.datastream where owner = ${owner} on conflict do nothing`
  await sql`delete from observations.datastream where owner = ${owner}`
  await sql`delete from observations.thing where owner = ${owner}`
  await sql`delete from observations.feature where owner = ${owner}`
  await sql`delete from observations.historical_location where owner = ${owner}`
  await sql`delete from observations.location where owner = ${owner}`
  // What somebody else uses of it is theirs from now on: it holds a kind of device and no word of a person.
  await sql`
    update observations.sensor s set owner = d.owner from observations.datastream d where d.sensor = s.id and s.owner = ${owner}`
  await sql`delete from observations.sensor where owner = ${owner}`
  await sql`delete from observations.quarantine where owner = ${owner}`
  await sql`delete from observations.alert_event where owner = ${owner}`
  await sql`delete from observations.hidden_owner where owner = ${owner}`
  await sql`delete from observations.registration where id = ${id}`
}
