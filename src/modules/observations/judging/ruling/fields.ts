import type { TestName } from '../rules.ts'
import type { Keys } from './messages/keys.ts'

/** What is typed for a limit: a number in the unit of the property, or something else with a unit of its own. */
export type FieldKind = 'value' | 'number' | 'count' | 'values' | 'choice' | 'property' | 'months'

type After<Prefix extends string> = {
  [Key in keyof Keys]: Key extends `${Prefix}.${infer Name}` ? Name : never
}[keyof Keys]

/** A limit of a test, as the office of the region types it. */
export interface Field {
  /** Its name in forms after that of the test, and of its label (`field.…`). */
  readonly key: After<'field'>
  /** Where it stands in the parameters of the test; `with` stands beside them. */
  readonly path: readonly (string | number)[]
  readonly kind: FieldKind
  /** What is kept is what was typed, times this; 1 when it is not said. */
  readonly times?: number
  /** What is typed is the square root of what is kept. */
  readonly isRoot?: boolean
  readonly isNeeded?: boolean
  /** The least and the most that may be typed. */
  readonly from?: number
  readonly to?: number
  /** Whether exactly `from` is too little. */
  readonly isAbove?: boolean
  readonly choices?: readonly After<'choice'>[]
}

const above0 = { from: 0, isAbove: true } as const
const HOURS = { kind: 'number', times: 3600, ...above0, to: 8784 } as const
const ROOM = { kind: 'value', from: 0 } as const
const SHARE = { kind: 'number', times: 0.01, from: 0, to: 1000 } as const
const TIMES = { kind: 'number', ...above0, to: 1000 } as const
const RADIUS = {
  key: 'radiusKm',
  path: ['radiusMetres'],
  kind: 'number',
  times: 1000,
  ...above0,
  to: 1000,
  isNeeded: true,
} as const
const LEAST_DEVIATION = {
  key: 'leastDeviation',
  path: ['leastDeviation'],
  kind: 'value',
  ...above0,
  isNeeded: true,
} as const

/** The limits of each test that are changed in the form. What a rule has besides stays as it is. */
export const FIELDS: Readonly<Record<TestName, readonly Field[]>> = {
  'gross-range': [
    { key: 'suspectBelow', path: ['suspect', 0], kind: 'value' },
    { key: 'suspectAbove', path: ['suspect', 1], kind: 'value' },
    { key: 'failBelow', path: ['fail', 0], kind: 'value', isNeeded: true },
    { key: 'failAbove', path: ['fail', 1], kind: 'value', isNeeded: true },
  ],
  climatology: [{ key: 'months', path: ['members'], kind: 'months', isNeeded: true }],
  'percentile-range': [
    { key: 'low', path: ['low'], kind: 'number', from: 0, to: 100 },
    { key: 'high', path: ['high'], kind: 'number', from: 0, to: 100 },
    { key: 'padSpans', path: ['padSpans'], kind: 'number', from: 0, to: 1000 },
  ],
  spike: [
    { key: 'suspectOff', path: ['suspect'], ...ROOM },
    { key: 'failOff', path: ['fail'], ...ROOM },
    { key: 'method', path: ['method'], kind: 'choice', choices: ['median', 'average', 'differential'] },
  ],
  'rate-of-change': [
    { key: 'suspectPerMinute', path: ['suspect'], kind: 'value', times: 1 / 60, from: 0 },
    { key: 'failPerMinute', path: ['fail'], kind: 'value', times: 1 / 60, from: 0 },
  ],
  'flat-line': [
    { key: 'suspectHours', path: ['suspectSeconds'], ...HOURS, isNeeded: true },
    { key: 'failHours', path: ['failSeconds'], ...HOURS, isNeeded: true },
    { key: 'tolerance', path: ['tolerance'], ...ROOM },
    { key: 'mayStay', path: ['mayStay'], kind: 'values' },
  ],
  'attenuated-signal': [
    { key: 'suspectMoves', path: ['suspect'], ...ROOM },
    { key: 'failMoves', path: ['fail'], ...ROOM },
    { key: 'periodHours', path: ['periodSeconds'], ...HOURS, isNeeded: true },
    { key: 'measure', path: ['measure'], kind: 'choice', choices: ['deviation', 'range'] },
  ],
  consistency: [
    { key: 'with', path: ['with'], kind: 'property', isNeeded: true },
    { key: 'suspectRoom', path: ['suspect', 'absolute'], ...ROOM },
    { key: 'suspectShare', path: ['suspect', 'relative'], ...SHARE },
    { key: 'failRoom', path: ['fail', 'absolute'], ...ROOM },
    { key: 'failShare', path: ['fail', 'relative'], ...SHARE },
  ],
  'time-gap': [{ key: 'gapHours', path: ['seconds'], ...HOURS, isNeeded: true }],
  'impossible-date': [{ key: 'slackMinutes', path: ['slackSeconds'], kind: 'number', times: 60, from: 0, to: 1440 }],
  location: [{ key: 'stepMetres', path: ['stepMetres'], kind: 'number', ...above0, to: 20_000_000 }],
  'robust-consistency': [
    RADIUS,
    LEAST_DEVIATION,
    { key: 'suspectTimes', path: ['suspect'], ...TIMES },
    { key: 'failTimes', path: ['fail'], ...TIMES },
  ],
  buddy: [RADIUS, LEAST_DEVIATION, { key: 'failTimes', path: ['threshold'], ...TIMES, isNeeded: true }],
  'spatial-consistency': [
    RADIUS,
    { key: 'aboveTimes', path: ['above'], ...TIMES, isRoot: true },
    { key: 'belowTimes', path: ['below'], ...TIMES, isRoot: true },
  ],
  isolation: [
    RADIUS,
    { key: 'leastNeighbours', path: ['leastNeighbours'], kind: 'count', from: 1, to: 10_000, isNeeded: true },
  ],
}

/** Of these the second may not be stricter than the first: what fails must be suspect too. */
export const IN_ORDER: readonly (readonly [low: string, high: string])[] = [
  ['suspectOff', 'failOff'],
  ['suspectPerMinute', 'failPerMinute'],
  ['suspectHours', 'failHours'],
  ['failMoves', 'suspectMoves'],
  ['suspectRoom', 'failRoom'],
  ['suspectShare', 'failShare'],
  ['suspectTimes', 'failTimes'],
]

/** The name of the field of a limit in forms. */
export function nameOf(test: TestName, key: string): string {
  return `${test}-${key}`
}

/** What stands for the parts of the same property ("to the left", "to the right"), whose sum a value must be. */
export const BOTH_WAYS = 'both-ways'
