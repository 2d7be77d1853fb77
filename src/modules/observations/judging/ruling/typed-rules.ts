import type { Typed } from '#web/route.ts'
import { proposedRules, type Rule } from '../rules.ts'
import { BOTH_WAYS, FIELDS, nameOf, type Field } from './fields.ts'

/** The rules of a property as the form shows them: which tests are asked, and the limits of each. */
export function typedOf(rules: readonly Rule[]): Typed {
  return { tests: rules.map(({ test }) => test), ...limitsOf(rules) }
}

/** The limits that the program proposes of tests that are not asked, so that they need not be thought up. */
export function proposedLimits(property: string, rules: readonly Rule[]): Typed {
  const asked = new Set(rules.map(({ test }) => test))
  return limitsOf((proposedRules(property)?.rules ?? []).filter(({ test }) => !asked.has(test)))
}

function limitsOf(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(
    rules.flatMap((rule) => FIELDS[rule.test].map((field) => [nameOf(rule.test, field.key), written(rule, field)])),
  )
}

function written(rule: Rule, field: Field): string {
  if (field.kind === 'property') return rule.parameters['relation'] === 'sum' ? BOTH_WAYS : (rule.with ?? []).join(' ')
  const kept = valueAt(rule.parameters, field.path)
  if (field.kind === 'months') return (Array.isArray(kept) ? kept : []).flatMap(monthLine).join('\n')
  if (field.kind === 'values') return Array.isArray(kept) ? kept.join('; ') : ''
  if (typeof kept === 'string') return kept
  if (typeof kept !== 'number') return ''
  const typed = (field.isRoot === true ? Math.sqrt(kept) : kept) / (field.times ?? 1)
  return String(Number(typed.toPrecision(12)))
}

function valueAt(parameters: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (within, step) =>
      typeof within === 'object' && within !== null
        ? (within as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    parameters,
  )
}

interface Member {
  readonly period?: unknown
  readonly time?: unknown
  readonly suspect?: unknown
  readonly fail?: unknown
}

/** Whether a part of the year is told by its months, so that the form can show it. */
export function isOfMonths(member: unknown): boolean {
  return typeof member === 'object' && member !== null && (member as Member).period === 'month'
}

/** "12: -10; 18; -30; 42" */
function monthLine(member: unknown): string[] {
  if (!isOfMonths(member)) return []
  const { time, suspect, fail } = member as Member
  const ends = (span: unknown) => (Array.isArray(span) ? span : [])
  const [first, last] = ends(time)
  const months = first === last ? String(first) : `${first}-${last}`
  return [`${months}: ${[...ends(suspect), ...ends(fail)].join('; ')}`]
}
