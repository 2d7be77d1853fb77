import type { VNode } from 'preact'
import { DateInput } from './date-input.tsx'

export const examples: Record<string, () => VNode> = {
  'a date': () => (
    <DateInput name="date-seen" legend={{ text: 'Wanneer zag je het?', size: 'm' }} hint="Bijvoorbeeld 27 3 2026" />
  ),
  'one part is wrong': () => (
    <DateInput
      name="date-start"
      legend="Wanneer begint het feest?"
      error="De maand moet tussen 1 en 12 liggen."
      values={{ day: '12', month: '13', year: '2026' }}
      parts={[{ name: 'day' }, { name: 'month', error: true }, { name: 'year' }]}
    />
  ),
}
