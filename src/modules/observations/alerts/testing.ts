import type { TestSquare } from '#web/testing.ts'
import { batchBuilder } from '../batch.ts'
import { microsecondsOf } from '../model.ts'
import { addObservations } from '../store/add.ts'
import { haveDatastreams, haveThings } from '../store/described.ts'
import type { Levels } from './level.ts'
import { setLevels, type LevelSettings } from './level-store.ts'

/** A square with datastreams of a body, for tests of levels and of silence. */
export interface AlertBench {
  /** A datastream of its own, of Leuven unless it says otherwise. */
  stream(choices?: {
    readonly owner?: string
    readonly municipality?: string | null
    readonly periodSeconds?: number | null
  }): Promise<number>
  /** Stores values now: minutes before now, and numbers. */
  add(datastream: number, values: readonly (readonly [minutesAgo: number, number: number])[]): Promise<void>
  /** A value at this moment. */
  say(datastream: number, number: number): Promise<void>
  levels(datastream: number, levels: Partial<Levels & LevelSettings>): Promise<void>
  /** The kinds of events that stand, in the order of their moments. */
  kinds(datastream: number): Promise<string[]>
}

/** Levels that ask for nothing. */
export const NO_LEVELS: Levels = {
  aboveAttention: null,
  aboveAlarm: null,
  belowAttention: null,
  belowAlarm: null,
  margin: null,
  valuesBack: null,
  secondsBack: null,
}

export function openAlertBench(square: TestSquare): AlertBench {
  const { services } = square
  let next = 0
  const bench: AlertBench = {
    async stream({ owner = 'leuven', municipality = null, periodSeconds = 60 } = {}) {
      const whose = { owner, municipality }
      const key = `${owner}-${next++}`
      const now = services.clock()
      return services.sql.transaction(async (sql) => {
        const place = { lon: 4.7, lat: 50.88 }
        const described = { ...whose, key, name: key, description: '', properties: {} }
        const [thing] = await haveThings(sql, [{ ...described, place }], now)
        const [had] = await haveDatastreams(
          sql,
          [
            {
              ...described,
              thing: thing?.id ?? 0,
              sensor: 'SPS30',
              property: 'pm2-5',
              kind: 'number',
              unit: { name: 'microgram per cubic metre', symbol: 'µg/m³' },
              ucum: 'ug/m3',
              periodSeconds,
            },
          ],
          now,
        )
        return had?.id ?? 0
      })
    },
    async add(datastream, values) {
      const now = services.clock()
      const builder = batchBuilder()
      for (const [minutesAgo, number] of values)
        builder.add(datastream, microsecondsOf(now.subtract({ minutes: minutesAgo })), Number.NaN, number)
      await services.sql.transaction((sql) => addObservations(sql, builder.take(), now))
    },
    say: (datastream, number) => bench.add(datastream, [[0, number]]),
    async levels(datastream, levels) {
      const settings = { watchesSilence: true, silenceSeconds: null, tellsStaff: true }
      await services.sql.transaction((sql) =>
        setLevels(sql, { datastream, ...NO_LEVELS, ...settings, ...levels }, { now: services.clock(), by: null }),
      )
    },
    async kinds(datastream) {
      const rows = await services.sql<{ kind: string }>`
        select kind from observations.alert_event where datastream = ${datastream} and withdrawn_at is null order by at, id`
      return rows.map(({ kind }) => kind)
    },
  }
  return bench
}
