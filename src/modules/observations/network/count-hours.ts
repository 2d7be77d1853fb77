import type { Services } from '#core/services.ts'

/** Hours that the overview shows. */
export const HOURS = 24
/** Late values change these hours mostly; the others are counted anew once an hour. */
const LATELY = 3
/** Hours that are older are of no use to anybody. */
const KEPT_HOURS = 26

/**
 * Counts anew how much came in of each owner, by the hour that it is about, from the roll-ups: of the last hours, or of the last day when
 * `isWhole`. Looking through 100,000 datastreams takes too long for a page.
 */
export async function countHours(
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
  { isWhole }: { readonly isWhole: boolean },
): Promise<void> {
  const now = clock()
  const since = now.subtract({ hours: isWhole ? HOURS : LATELY })
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

/** The job: every ten minutes the last hours, and with the first turn of an hour, or when nothing was counted lately, the whole day. */
export async function countAgain({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<void> {
  const now = clock()
  const [counted] = await sql<{ at: Temporal.Instant | null }>`
    select max(counted_at) as at from observations.network_hour`
  const lately = counted?.at != null && Temporal.Instant.compare(counted.at, now.subtract({ hours: 1 })) > 0
  const isWhole = !lately || now.toZonedDateTimeISO('UTC').minute < 10
  await countHours({ sql, clock }, { isWhole })
}
