import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { batchBuilder } from '../batch.ts'
import { microsecondsOf } from '../model.ts'
import { observations } from '../module.ts'
import { rollUpStale } from '../roll-up/roll-up.ts'
import { addObservations } from '../store/add.ts'
import { haveDatastreams, haveThings } from '../store/described.ts'
import { judgeValues } from './judge-values.ts'

/** A value of a test: minutes after `BEGIN`, the number, and how many minutes it is about (absent: a moment). */
export type TestValue = readonly [minute: number, number: number, minutes?: number]

/** Where the minutes of test values begin. */
export const BEGIN = Temporal.Instant.from('2026-03-02T00:00:00Z')

/** What is thought of a value. */
export interface TestJudgement {
  readonly minute: number
  readonly flag: number | null
  readonly rules: number | null
  readonly suspect: readonly string[] | null
  readonly failed: readonly string[] | null
}

/** A square with things that measure, for tests of judging. */
export interface JudgingBench {
  readonly square: TestSquare
  /** A thing with a datastream of each of these properties; gives their numbers. */
  thing(
    properties: readonly (readonly [property: string, ucum: string, name?: string])[],
    choices?: { readonly lon?: number; readonly lat?: number; readonly owner?: string },
  ): Promise<number[]>
  /** Stores values, as they come in at `receivedAt` (a day after `BEGIN` unless it says otherwise). */
  add(datastream: number, values: readonly TestValue[], receivedAt?: Temporal.Instant): Promise<void>
  /** Rolls up and judges everything. */
  judge(): Promise<number>
  /** What is thought of each value, in order of time. */
  told(datastream: number): Promise<TestJudgement[]>
  /** As text: a flag for each value, `-` for what was not judged. */
  flags(datastream: number): Promise<string>
  close(): Promise<void>
}

export async function openJudgingBench(): Promise<JudgingBench> {
  const square = await openTestSquare([region, observations])
  const { services } = square
  let next = 0
  const bench: JudgingBench = {
    square,
    thing(properties, { lon = 4.7, lat = 50.88, owner = 'leuven' } = {}) {
      const now = services.clock()
      const whose = { owner, municipality: '24062', description: '', properties: {} }
      return services.sql.transaction(async (sql) => {
        const key = `judged-${next++}`
        const [thing] = await haveThings(sql, [{ ...whose, key, name: key, place: { lon, lat } }], now)
        const had = await haveDatastreams(
          sql,
          properties.map(([property, ucum, name = property], place) => ({
            ...whose,
            key: `${key}-${place}`,
            name,
            thing: thing?.id ?? 0,
            sensor: 'SPS30',
            property,
            kind: 'number',
            unit: { name: ucum, symbol: ucum },
            ucum,
            periodSeconds: 300,
          })),
          now,
        )
        return had.map(({ id }) => id)
      })
    },
    async add(datastream, values, receivedAt = BEGIN.add({ hours: 24 * 20 })) {
      const builder = batchBuilder()
      for (const [minute, number, minutes] of values) {
        const at = BEGIN.add({ seconds: minute * 60 })
        const until = minutes === undefined ? Number.NaN : microsecondsOf(at.add({ minutes }))
        builder.add(datastream, microsecondsOf(at), until, number)
      }
      await services.sql.transaction((sql) => addObservations(sql, builder.take(), receivedAt))
    },
    async judge() {
      await rollUpStale(services)
      return judgeValues(services)
    },
    told: (datastream) => services.sql<TestJudgement>`
      select (extract(epoch from o.at - ${BEGIN}::timestamptz) / 60)::float8 as minute, j.flag, j.rules, j.suspect, j.failed
      from observations.observation o
      left join lateral observations.judgement(o.datastream, o.at, o.turn, o.number) j on true
      where o.datastream = ${datastream} and o.replaced_at is null order by o.at, o.turn`,
    async flags(datastream) {
      const rows = await bench.told(datastream)
      return rows.map(({ flag }) => flag ?? '-').join('')
    },
    close: () => square.close(),
  }
  return bench
}
