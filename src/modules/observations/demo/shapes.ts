/** What an invented thing measures, as a value for every moment: the same ones for the same seed. */
export interface Shape {
  readonly property: string
  readonly ucum: string | null
  /** Seconds between values. */
  readonly period: number
  /** Whether a value is about the time until the next. */
  readonly isOverTime: boolean
  /** Told apart from another of the same property: a direction. */
  readonly way?: { readonly nl: string; readonly fr: string }
  /** The value, or the word, of a moment of which hour of the day and day of the week are those of Brussels; undefined: nothing was measured. */
  value(moment: Moment): number | string | undefined
}

export interface Moment {
  /** Hours since 1970. */
  readonly hours: number
  /** 0 to 24. */
  readonly hour: number
  readonly isWeekend: boolean
  readonly seed: number
  readonly language: 'nl' | 'fr'
}

const HOUR = 3600

/** Slow and fast waves that never fit each other: weather and chance enough for what is invented. From -1 to 1. */
function waves({ hours, seed }: Moment, speed: number): number {
  return (Math.sin(hours * speed + seed) + Math.sin(hours * speed * 2.7 + seed * 1.7) * 0.6) / 1.6
}

/** A bell around an hour of the day, from 0 to 1. */
function around(hour: number, middle: number, width: number): number {
  const off = Math.min(Math.abs(hour - middle), 24 - Math.abs(hour - middle))
  return Math.exp(-((off / width) ** 2))
}

/** People go to work and come back; at the weekend they go out in the afternoon. */
function crowd({ hour, isWeekend }: Moment): number {
  return isWeekend
    ? around(hour, 15, 4) * 0.7
    : around(hour, 8.3, 1.4) + around(hour, 17, 2) + around(hour, 13, 4) * 0.4
}

const rounded = (value: number, digits: number) => Number(Math.max(0, value).toFixed(digits))

/** More in the evening, when people burn wood, and on days without wind. */
function dust(moment: Moment): number {
  return (9 + 6 * waves(moment, 0.05) + 5 * around(moment.hour, 21, 3)) * (1 + 0.18 * waves(moment, 1.1))
}

export const AIR: readonly Shape[] = [
  {
    property: 'pm2-5',
    ucum: 'ug/m3',
    period: HOUR,
    isOverTime: false,
    value: (moment) => rounded(dust(moment), 1),
  },
  {
    property: 'air-temperature',
    ucum: 'Cel',
    period: HOUR,
    isOverTime: false,
    value: (moment) =>
      Number(
        (9 + 4 * waves({ ...moment, seed: 1 }, 0.03) + 4 * around(moment.hour, 15, 5) + waves(moment, 0.9)).toFixed(1),
      ),
  },
]

/** An official station, and a cheap sensor beside it that says half as much again. */
export const STATION: readonly Shape[] = AIR.slice(0, 1)
export const BESIDE_STATION: readonly Shape[] = [
  {
    property: 'pm2-5',
    ucum: 'ug/m3',
    period: HOUR,
    isOverTime: false,
    value: (moment) => rounded(dust(moment) * 1.5 + 2 + waves(moment, 3.3), 1),
  },
]

export const MORE_AIR: readonly Shape[] = [
  {
    property: 'pm10',
    ucum: 'ug/m3',
    period: HOUR,
    isOverTime: false,
    value: (moment) => rounded(dust(moment) * 1.6 + 3, 1),
  },
  {
    property: 'relative-humidity',
    ucum: '%',
    period: HOUR,
    isOverTime: false,
    value: (moment) => rounded(76 - 18 * around(moment.hour, 15, 5) + 8 * waves(moment, 0.07), 0),
  },
]

/** A camera that sees nothing in the dark. */
function cars(share: (hour: number) => number, way: Shape['way'] & object): Shape {
  return {
    property: 'cars',
    ucum: '{count}',
    period: HOUR,
    isOverTime: true,
    way,
    value: (moment) =>
      moment.hour < 8 || moment.hour > 18
        ? undefined
        : Math.round((30 + (moment.seed % 170)) * crowd(moment) * share(moment.hour) * (1 + 0.15 * waves(moment, 1.3))),
  }
}

export const CARS: readonly Shape[] = [
  cars((hour) => (hour < 12 ? 1.2 : 0.8), { nl: 'naar het centrum', fr: 'vers le centre' }),
  cars((hour) => (hour < 12 ? 0.8 : 1.2), { nl: 'weg van het centrum', fr: 'en quittant le centre' }),
]

export const BICYCLES: readonly Shape[] = [
  {
    property: 'bicycles',
    ucum: '{count}',
    period: HOUR,
    isOverTime: true,
    value: (moment) =>
      Math.max(0, Math.round((40 + (moment.seed % 90)) * crowd(moment) * (1 + 0.3 * waves(moment, 0.6)))),
  },
]

/** A stream that swells after rain. */
function level(moment: Moment): number {
  return 0.8 + 0.35 * waves(moment, 0.035) + 0.02 * waves(moment, 0.8)
}

const ALARM = { nl: ['normaal', 'hoog'], fr: ['normal', 'élevé'] } as const

export const WATER: readonly Shape[] = [
  {
    property: 'water-level',
    ucum: 'm',
    period: HOUR,
    isOverTime: false,
    value: (moment) => rounded(level(moment), 2),
  },
  {
    property: 'alarm-state',
    ucum: null,
    period: 6 * HOUR,
    isOverTime: false,
    value: (moment) => ALARM[moment.language][level(moment) > 1.05 ? 1 : 0],
  },
]
