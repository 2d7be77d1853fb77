import type { Language } from '#core/i18n/language.ts'
import { choicesOf, textOf } from '#web/components/form/typed.ts'
import type { FieldError, Typed } from '#web/route.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'
import { writtenNumber } from '../../written-number.ts'
import { HOUR_TESTS, TIME_TESTS, whatIsWrong, type Rule, type TestName } from '../rules.ts'
import { BOTH_WAYS, FIELDS, IN_ORDER, nameOf, type Field } from './fields.ts'
import { messages } from './messages.ts'
import { readMonths } from './read-months.ts'
import { isOfMonths } from './typed-rules.ts'

/** All tests that may be asked, in the order of the form. */
export const ALL_TESTS: readonly TestName[] = [...TIME_TESTS, ...HOUR_TESTS]

/** What was understood of a form of rules; with errors it may not be kept. */
export interface ReadRules {
  readonly rules: readonly Rule[]
  readonly errors: readonly FieldError[]
}

/**
 * Reads the form of the rules of a property. What the form does not show (how many neighbours predict, parts of the year that are no months)
 * is taken over from `base`.
 */
export function readRules(typed: Typed, base: readonly Rule[], language: Language): ReadRules {
  const t = messages(language)
  const chosen = choicesOf(typed, 'tests')
  const tests = ALL_TESTS.filter((test) => chosen.includes(test))
  if (tests.length === 0) return { rules: [], errors: [{ field: 'tests', message: t('error.noTests') }] }
  const read = tests.map((test) => readRule(typed, { test, before: base.find((rule) => rule.test === test) }, language))
  return { rules: read.map(({ rule }) => rule), errors: read.flatMap(({ errors }) => errors) }
}

interface Asked {
  readonly test: TestName
  readonly before: Rule | undefined
}

type Said = (key: string, message: string) => void

function readRule(typed: Typed, { test, before }: Asked, language: Language): { rule: Rule; errors: FieldError[] } {
  const t = messages(language)
  const errors: FieldError[] = []
  const said: Said = (key, message) => void errors.push({ field: nameOf(test, key), message })
  const parameters = structuredClone(before?.parameters ?? {}) as Record<string, unknown>
  let others = before?.with
  const numbers = new Map<string, number>()
  for (const field of FIELDS[test]) {
    const text = (textOf(typed, nameOf(test, field.key)) ?? '').trim()
    if (text === '' && field.isNeeded === true) {
      said(field.key, t('error.needed'))
      continue
    }
    if (field.kind === 'property') {
      const isWhole = text === BOTH_WAYS
      if (!isWhole && text.split(' ').some((word) => propertyOf(word) === undefined))
        said(field.key, t('error.property'))
      parameters['relation'] = isWhole ? 'sum' : 'at-most'
      others = isWhole ? bothWays(before) : text.split(' ')
      continue
    }
    const value = readField(text, field, { parameters, said, language })
    if (typeof value === 'number') numbers.set(field.key, value)
    put(parameters, field.path, kept(value, field))
  }
  checkTogether(test, numbers, parameters, { said, language })
  const rule: Rule = { test, ...(others && { with: others }), parameters }
  const wrong = errors.length === 0 ? whatIsWrong(rule) : undefined
  if (wrong !== undefined) said(FIELDS[test][0]?.key ?? '', t('error.schema', { wrong }))
  return { rule, errors }
}

function bothWays(before: Rule | undefined): readonly string[] {
  return before?.parameters['relation'] === 'sum' && before.with ? before.with : ['one direction', 'other direction']
}

function kept(value: unknown, { times = 1, isRoot = false }: Field): unknown {
  if (typeof value !== 'number') return value
  return Number((isRoot ? value ** 2 : value * times).toPrecision(12))
}

interface Reading {
  readonly parameters: Readonly<Record<string, unknown>>
  readonly said: Said
  readonly language: Language
}

/** What was typed in one field, not yet in the unit in which it is kept; undefined when nothing was, or nothing that can be understood. */
function readField(text: string, field: Field, { parameters, said, language }: Reading): unknown {
  const t = messages(language)
  const { key, kind, choices = [], from = -1e12, to = 1e12, isAbove = false } = field
  if (kind === 'months') {
    const { members, wrongLine } = readMonths(text)
    if (wrongLine !== undefined) said(key, t('error.months', { line: wrongLine.slice(0, 60) }))
    const before = parameters['members']
    return [...(Array.isArray(before) ? before.filter((member) => !isOfMonths(member)) : []), ...members]
  }
  if (text === '') return undefined
  if (kind === 'choice') {
    const choice = choices.find((one) => one === text)
    if (choice === undefined) said(key, t('error.choice'))
    return choice
  }
  if (kind === 'values') {
    const values = text
      .split(';')
      .filter((one) => one.trim() !== '')
      .map(writtenNumber)
    if (values.some(Number.isNaN) || values.length > 20) said(key, t('error.values'))
    return values
  }
  const number = writtenNumber(text)
  const isWhole = kind !== 'count' || Number.isInteger(number)
  if (isWhole && (isAbove ? number > from : number >= from) && number <= to) return number
  if (Number.isNaN(number)) said(key, t('error.number'))
  else if (!isWhole) said(key, t('error.whole'))
  else if (number > to) said(key, t('error.most', { most: to }))
  else said(key, isAbove ? t('error.above', { least: from }) : t('error.least', { least: from }))
  return undefined
}

/** Puts a value where it is kept; undefined takes it away. */
function put(parameters: Record<string, unknown>, [first, second]: readonly (string | number)[], value: unknown): void {
  if (first === undefined) return
  if (second === undefined) {
    if (value === undefined) Reflect.deleteProperty(parameters, first)
    else parameters[first] = value
    return
  }
  const within = parameters[first]
  const room = typeof within === 'object' && within !== null ? within : typeof second === 'number' ? [] : {}
  Object.assign(room, { [second]: value })
  parameters[first] = room
}

/** Limits that only mean something together. */
function checkTogether(
  test: TestName,
  numbers: ReadonlyMap<string, number>,
  parameters: Record<string, unknown>,
  { said, language }: Omit<Reading, 'parameters'>,
): void {
  const t = messages(language)
  for (const [low, high] of IN_ORDER) {
    const [least, most] = [numbers.get(low), numbers.get(high)]
    if (least !== undefined && most !== undefined && most < least) said(high, t('error.order'))
  }
  if (test === 'gross-range') checkSpans(numbers, parameters, { said, language })
  if (test === 'percentile-range' && (numbers.get('low') ?? 5) >= (numbers.get('high') ?? 95))
    said('high', t('error.crossed'))
  if (test === 'consistency') withoutEmptyRoom(numbers, parameters)
  const asksNothing = ['suspectOff', 'failOff', 'suspectPerMinute', 'failPerMinute', 'suspectMoves', 'failMoves']
  const its = FIELDS[test].filter(({ key }) => asksNothing.includes(key))
  if (its.length > 0 && its.every(({ key }) => !numbers.has(key))) said(its[0]?.key ?? '', t('error.oneOfBoth'))
}

function checkSpans(
  numbers: ReadonlyMap<string, number>,
  parameters: Record<string, unknown>,
  { said, language }: Omit<Reading, 'parameters'>,
): void {
  const t = messages(language)
  const [low, high, least, most] = ['suspectBelow', 'suspectAbove', 'failBelow', 'failAbove'].map((key) =>
    numbers.get(key),
  )
  if (low === undefined && high === undefined) parameters['suspect'] = null
  else if (low === undefined || high === undefined)
    said(low === undefined ? 'suspectBelow' : 'suspectAbove', t('error.both'))
  else if (low >= high) said('suspectAbove', t('error.crossed'))
  if (least !== undefined && most !== undefined && least >= most) said('failAbove', t('error.crossed'))
  if (low !== undefined && least !== undefined && low < least) said('suspectBelow', t('error.inside'))
  if (high !== undefined && most !== undefined && high > most) said('suspectAbove', t('error.inside'))
}

/** Without any room typed for what fails, nothing fails. */
function withoutEmptyRoom(numbers: ReadonlyMap<string, number>, parameters: Record<string, unknown>): void {
  for (const [level, none] of [
    ['suspect', {}],
    ['fail', null],
  ] as const) {
    const [room, share] = [numbers.get(`${level}Room`), numbers.get(`${level}Share`)]
    parameters[level] =
      room === undefined && share === undefined
        ? none
        : { absolute: room ?? 0, relative: Number(((share ?? 0) / 100).toPrecision(12)) }
  }
}
