import type { Services } from '#core/services.ts'

/** Hours that the overview shows. */
export const HOURS = 24
/** Hours that are older are of no use to anybody. */
const KEPT_HOURS = 26

/**
 * Counts anew how much came in of each owner, by the hour that it is about, of the last day; from the roll-ups, for datastreams that told
 * something in that time. Looking through 100,000 datastreams takes a second, which is too long for a page.
 */
export async function countHours({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<void> {
  const now = clock()
  const since = now.subtract({ hours: HOURS })
  await sql.transaction(async (within) => {
    await within`delete from observations.network_hour where hour < ${now.subtract({ hours: KEPT_HOURS })}`
    await within`
      insert into observations.network_hour (owner, municipality, hour, observations, datastreams, counted_at)
      select d.owner, coalesce(d.municipality, ''), r.start, sum(r.count), count(*), ${now}::timestamptz
      from observations.latest l
      join observations.datastream d on d.id = l.datastream
      join observations.roll_up r on r.datastream = l.datastream and r.span = 'h'
        and r.start >= date_trunc('hour', ${since}::timestamptz) and r.start <= ${now}::timestamptz
      where l.last_received_at >= ${since}
      group by 1, 2, 3
      on conflict (owner, municipality, hour) do update set observations = excluded.observations,
        datastreams = excluded.datastreams, counted_at = excluded.counted_at`
  })
}
