import { z } from 'zod'
import { MunicipalityChoice } from '#modules/region/public.ts'
import { CATEGORIES } from './category.ts'
import { isClosed, STATUSES, type Status } from './report.ts'

/** Reports on one page of a list. */
export const PAGE_SIZE = 25

/** What a list may be narrowed to: all that is open, all that is closed, or one status. */
export const STATUS_CHOICES = ['open', 'closed', ...STATUSES] as const
export type StatusChoice = (typeof STATUS_CHOICES)[number]

/** What the public narrows the list to. A filter that is nonsense narrows nothing: links grow old. */
export const ReportListFilter = z.object({
  municipality: MunicipalityChoice.describe('NIS code, of today or of before a merger'),
  category: z
    .enum(['', ...CATEGORIES])
    .catch('')
    .default(''),
  status: z
    .enum(['', ...STATUS_CHOICES])
    .catch('')
    .default(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
  map: z.string().max(60).catch('').default(''),
})
export type ReportListFilter = z.output<typeof ReportListFilter>

/** The statuses that a choice stands for; undefined for all. */
export function chosenStatuses(choice: StatusChoice | ''): Status[] | undefined {
  if (choice === '') return undefined
  if (choice === 'open') return STATUSES.filter((status) => !isClosed(status))
  return choice === 'closed' ? STATUSES.filter(isClosed) : [choice]
}
