import type { z } from 'zod'
import type { Language } from '#core/i18n/language.ts'
import type { FieldError, Wording } from '../route.ts'
import { messages } from './messages.ts'

type Issue = z.core.$ZodIssue

/**
 * Says for each field what to do about it, in the reader's language. A message in the schema is a key for the route's own
 * wording; without one the general wording speaks. One error a field: the first.
 */
export function fieldErrors(error: z.ZodError, language: Language, wording: Wording | undefined): FieldError[] {
  const seen = new Map<string, FieldError>()
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    if (seen.has(field)) continue
    seen.set(field, { field, message: wording?.(language, issue.message) ?? generalWording(issue, language) })
  }
  return [...seen.values()]
}

function generalWording(issue: Issue, language: Language): string {
  const t = messages(language)
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string')
        return Number(issue.minimum) <= 1 ? t('required') : t('tooShort', { count: Number(issue.minimum) })
      return t('tooSmall', { limit: String(issue.minimum) })
    case 'too_big':
      if (issue.origin === 'string') return t('tooLong', { count: Number(issue.maximum) })
      return t('tooBig', { limit: String(issue.maximum) })
    case 'invalid_type':
      if (issue.expected === 'number' || issue.expected === 'int') return t('notANumber')
      // What came in is not in the issue (it may be personal), only in the words of its message.
      return issue.message.endsWith('received undefined') ? t('required') : t('notUnderstood')
    case 'invalid_value':
      return t('notAChoice', { choices: issue.values.map(String).slice(0, 20).join(', ') })
    case 'invalid_format':
      return issue.format === 'email' ? t('notAnEmail') : t('notUnderstood')
    default:
      return t('notUnderstood')
  }
}
