import type { Sql } from '#core/database/sql.ts'
import type { Services } from '#core/services.ts'
import { converter } from '../harmonise/ucum.ts'
import { FLAG } from '../quality/flags.ts'
import { countHours } from './history/assessment-store.ts'
import { compareStations } from './judge-stations.ts'
import { holdJudgingValues } from './mark-store.ts'
import { listBetween } from './occasions/occasion-store.ts'
import { occasionsOf, softened } from './occasions/occasion.ts'
import { rulesInForce } from './rule-store.ts'
import { isHourTest, type RuleSet } from './rules.ts'
import {
  countHourChanges,
  hourMeans,
  keepSlice,
  takeSlices,
  type HourMean,
  type JudgedSlice,
  type Slice,
} from './slice-store.ts'

/** Hours that are judged in one transaction. */
const SLICES = 10
/** An hour waits so long for who is late; what comes later than that has it judged again. */
const WAIT_MINUTES = 10
const HOUR = 3_600_000_000

/**
 * Compares the stations of each marked hour that is over, by the rules in force; gives how many hours. The mark goes in the transaction that
 * writes what was found.
 */
export async function judgeHours({ sql, clock }: Pick<Services, 'sql' | 'clock'>, most = Infinity): Promise<number> {
  let judged = 0
  for (let batches = 0; batches < most; batches += 1) {
    const done = await sql.transaction(async (within) => {
      if (!(await holdJudgingValues(within))) return 0
      const now = clock()
      const slices = await takeSlices(within, now.subtract({ minutes: WAIT_MINUTES }), SLICES)
      const inForce = await rulesInForce(within)
      for (const slice of slices) {
        const rules = inForce.get(slice.property)
        if (rules === undefined) continue
        const found = await judgeSlice(within, slice, rules)
        if (slice.assessment != null) await countHours(within, slice.assessment, await countHourChanges(within, found))
        await keepSlice(within, found, now)
      }
      return slices.length
    })
    if (done === 0) return judged
    judged += done
  }
  return judged
}

/** What the tests in space of a set of rules say of an hour. Reads, and writes nothing. */
export async function judgeSlice(sql: Sql, slice: Slice, rules: RuleSet): Promise<JudgedSlice> {
  const found = (await hourMeans(sql, slice)).flatMap((one): HourMean[] => {
    const inUnit = converter(one.ucum ?? '', rules.unit)
    return inUnit === undefined ? [] : [{ ...one, mean: inUnit(one.mean) }]
  })
  const column = (value: (one: HourMean) => number) => Float64Array.from(found, value)
  const stations = { lon: column(({ lon }) => lon), lat: column(({ lat }) => lat), value: column(({ mean }) => mean) }
  const compared = await compareStations(stations, rules.rules)
  const saying = (place: number, flag: number) =>
    compared.filter(({ flags }) => flags[place] === flag).map(({ test }) => test)
  const occasions = await listBetween(sql, { from: slice.hour, until: slice.hour + HOUR })
  const verdicts = found.flatMap(({ datastream, municipality }, place) => {
    const said = { suspect: saying(place, FLAG.suspect), failed: saying(place, FLAG.fail) }
    const isDuring = occasionsOf(occasions, { municipality, property: slice.property }).length > 0
    const { suspect, failed } = isDuring ? softened(said) : said
    return suspect.length + failed.length === 0 ? [] : [{ datastream, suspect, failed }]
  })
  const isTested = (place: number) => compared.some(({ flags }) => flags[place] !== FLAG.unknown)
  const tested = found.flatMap(({ datastream }, place) => (isTested(place) ? [datastream] : []))
  return { ...slice, rules: rules.version, stations: found.length, tested, verdicts }
}

/** Whether the stations of a property are compared with each other. */
export function comparesStations(rules: RuleSet | undefined): boolean {
  return rules?.rules.some(({ test }) => isHourTest(test)) ?? false
}
