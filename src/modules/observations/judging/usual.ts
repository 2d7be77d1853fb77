import type { Sql } from '#core/database/sql.ts'
import type { Found } from '../quality/time-test.ts'
import { merged, quantile } from '../roll-up/digest.ts'
import { monthAround } from '../roll-up/spans.ts'
import { listRollUps } from '../store/roll-ups.ts'
import type { Rule } from './rules.ts'

const MONTHS = 12
const SIZE = 100

/**
 * Between which values a datastream usually is, for each month that a stretch touches: by the percentiles of the twelve months before it, with
 * the margin of the rule. In the unit of the rules. A datastream without earlier months gets none: it cannot be tested yet.
 */
export async function usualOf(
  sql: Sql,
  asked: { readonly datastream: number; readonly time: Float64Array; readonly inUnit: (value: number) => number },
  { parameters }: Rule,
): Promise<{ from: number; until: number; found: Found }[]> {
  const parts: { from: number; until: number; found: Found }[] = []
  const number = (name: string, otherwise: number) => {
    const given = parameters[name]
    return typeof given === 'number' ? given : otherwise
  }
  for (let from = 0; from < asked.time.length;) {
    const month = monthAround(Math.floor((asked.time[from] as number) / 1000))
    const end = asked.time.findIndex((at, place) => place >= from && at >= month.until * 1000)
    const until = end < 0 ? asked.time.length : end
    const since = Temporal.Instant.fromEpochMilliseconds(month.from)
    const rows = await listRollUps(sql, {
      datastream: asked.datastream,
      span: 'month',
      from: since.subtract({ hours: 24 * 367 }),
      until: since,
      limit: MONTHS,
    })
    const known = rows.filter(({ total }) => total !== null)
    if (known.length > 0) {
      const digest = merged(
        known.map((row) => row.digest),
        SIZE,
      )
      const low = Math.min(...known.map((row) => row.low ?? Infinity))
      const high = Math.max(...known.map((row) => row.high ?? -Infinity))
      const at = (percent: number) => asked.inUnit(quantile(digest, percent / 100, { low, high }))
      const [least, most] = [at(number('low', 5)), at(number('high', 95))]
      const margin = number('pad', 0) + number('padSpans', 1) * (most - least)
      parts.push({ from, until, found: { least: least - margin, most: most + margin } })
    }
    from = until
  }
  return parts
}
