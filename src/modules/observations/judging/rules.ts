import { z } from 'zod'
import { defaultRulesOf, PROPERTIES_WITH_RULES } from '../quality/default-rules.ts'
import { SERIES_TESTS, SPACE_TESTS } from '../quality/index.ts'

/** Tests of one series that run on what comes in, in the order in which pages tell of them. */
export const TIME_TESTS = [
  'gross-range',
  'climatology',
  'percentile-range',
  'spike',
  'rate-of-change',
  'flat-line',
  'attenuated-signal',
  'consistency',
  'time-gap',
  'impossible-date',
  'location',
] as const
export type TimeTestName = (typeof TIME_TESTS)[number]

/** Tests that compare the stations of an hour. */
export const HOUR_TESTS = ['robust-consistency', 'buddy', 'spatial-consistency', 'isolation'] as const
export type HourTestName = (typeof HOUR_TESTS)[number]

export type TestName = TimeTestName | HourTestName

/** A test with its limits as they are kept: plain data. `with`: what a value is compared with, by words of the vocabulary. */
export interface Rule {
  readonly test: TestName
  readonly with?: readonly string[] | undefined
  readonly parameters: Readonly<Record<string, unknown>>
}

/** The tests of an observed property that count. */
export interface RuleSet {
  readonly property: string
  /** 0: what the program proposes. */
  readonly version: number
  /** Of the limits, as UCUM. */
  readonly unit: string
  readonly rules: readonly Rule[]
  /** Where the limits come from. */
  readonly sources: readonly string[]
  /** Since when they count; null: from the beginning. */
  readonly begunAt: Temporal.Instant | null
  readonly reason: string
}

/** What every value of a property with rules is asked, unless its rules say otherwise: whether its moment can be. */
export const ANY_DATE: Rule = { test: 'impossible-date', parameters: { slackSeconds: 300 } }

/** How far stations may stand from each other to be compared, unless rules say otherwise. */
const RADIUS_METRES = 20_000

const byProperty: ReadonlyMap<string, RuleSet> = new Map(
  PROPERTIES_WITH_RULES.flatMap((property) => {
    const given = defaultRulesOf(property)
    if (given === undefined) return []
    const rules = given.rules.flatMap(proposed)
    return [
      [property, { property, version: 0, begunAt: null, reason: '', ...given, rules: [...rules, ANY_DATE] }] as const,
    ]
  }),
)

/** What the program proposes for a property; undefined when that is nothing. */
export function proposedRules(property: string): RuleSet | undefined {
  return byProperty.get(property)
}

/** All that the program proposes, by property. */
export function allProposed(): ReadonlyMap<string, RuleSet> {
  return byProperty
}

/** Neighbours are compared by the hour, where each counts as far as it is believed itself. */
function proposed(rule: { test: string; with?: readonly string[]; parameters: unknown }): Rule[] {
  const parameters = rule.parameters as Readonly<Record<string, unknown>>
  if (rule.test === 'neighbours')
    return [
      {
        test: 'robust-consistency',
        parameters: {
          radiusMetres: RADIUS_METRES,
          suspect: parameters['suspect'],
          fail: parameters['fail'],
          leastDeviation: parameters['leastSpread'],
        },
      },
    ]
  return isTimeTest(rule.test) ? [{ ...rule, test: rule.test, parameters }] : []
}

export function isTimeTest(name: string): name is TimeTestName {
  return TIME_TESTS.some((test) => test === name)
}

export function isHourTest(name: string): name is HourTestName {
  return HOUR_TESTS.some((test) => test === name)
}

export const StoredRules = z
  .array(
    z.object({
      test: z.enum([...TIME_TESTS, ...HOUR_TESTS]),
      with: z.array(z.string().max(60)).max(10).optional(),
      parameters: z.record(z.string(), z.unknown()),
    }),
  )
  .max(30)
  .superRefine((rules, context) => {
    for (const [place, rule] of rules.entries()) {
      const wrong = whatIsWrong(rule)
      if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong, path: [place] })
      if (rules.findIndex(({ test }) => test === rule.test) < place)
        context.addIssue({ code: 'custom', message: `${rule.test} stands here twice`, path: [place] })
    }
  })

/** What is wrong with a rule, in English for programs; undefined when its test understands it. */
export function whatIsWrong(rule: Rule): string | undefined {
  if (rule.test === 'attenuated-signal' && rule.parameters['periodSeconds'] == null)
    return 'attenuated-signal needs periodSeconds: what comes in is judged bit by bit'
  const schema: z.ZodType = isTimeTest(rule.test)
    ? SERIES_TESTS[rule.test].parameters
    : SPACE_TESTS[rule.test].parameters
  const read = schema.safeParse(rule.test === 'impossible-date' ? { now: EPOCH, ...rule.parameters } : rule.parameters)
  return read.success ? undefined : `${rule.test}: ${read.error.issues.map(({ message }) => message).join(' ')}`
}

const EPOCH = '1970-01-01T00:00:00Z'
