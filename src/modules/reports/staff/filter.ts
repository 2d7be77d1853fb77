import { z } from 'zod'
import { allows, type Visitor } from '#web/visitor.ts'
import { CATEGORIES } from '../category.ts'
import { CHANNELS } from '../channel.ts'
import { chosenStatuses, STATUS_CHOICES } from '../report-list.ts'
import type { ReportFilter } from '../store/find.ts'

/** Whose reports: of the visitor, of nobody yet, those with news of the reporter, those past a promised day, or those of other bodies that are followed. */
export const WHOSE = ['mine', 'unassigned', 'added', 'late', 'following'] as const

/** What staff narrow their list to. A filter that is nonsense narrows nothing: links grow old. */
export const StaffFilter = z.object({
  status: z
    .enum(['', ...STATUS_CHOICES])
    .catch('')
    .default('open'),
  category: z
    .enum(['', ...CATEGORIES])
    .catch('')
    .default(''),
  team: z.uuid().or(z.literal('')).catch('').default(''),
  whose: z
    .enum(['', ...WHOSE])
    .catch('')
    .default(''),
  channel: z
    .enum(['', ...CHANNELS])
    .catch('')
    .default(''),
  words: z.string().trim().max(100).catch('').default(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
})
export type StaffFilter = z.output<typeof StaffFilter>

/** The question to the store that a filter of a visitor stands for. */
export function questionOf(
  { status, category, team, whose, channel, words }: StaffFilter,
  {
    bodies,
    visitor,
    today,
  }: { bodies: readonly string[] | undefined; visitor: Visitor | undefined; today: Temporal.PlainDate },
): ReportFilter {
  return {
    ...(whose === 'following' ? { followedBy: bodies } : { bodies }),
    // News about what is closed is news.
    statuses: whose === 'added' && status === 'open' ? undefined : chosenStatuses(status),
    category: category || undefined,
    channel: channel || undefined,
    team: team || undefined,
    assignee: whose === 'mine' ? visitor?.id : whose === 'unassigned' ? null : undefined,
    lateOn: whose === 'late' ? today : undefined,
    hasAddition: whose === 'added' || undefined,
    words: words || undefined,
    // Who looks for words or a number also wants those that were merged.
    unmerged: words === '' ? true : undefined,
  }
}

/** The bodies where a visitor has a permission; undefined for all. */
export function bodiesWith(permission: string, visitor: Visitor | undefined): string[] | undefined {
  const scopes = (visitor?.grants ?? []).filter((grant) => grant.permission === permission).map(({ scope }) => scope)
  return scopes.includes(null) ? undefined : [...new Set(scopes.filter((scope) => scope !== null))]
}

/** The first of these bodies for which the visitor may do something. */
export function actsFor(
  permission: string,
  bodies: readonly string[],
  visitor: Visitor | undefined,
): string | undefined {
  return bodies.find((body) => allows(visitor, permission, body))
}
