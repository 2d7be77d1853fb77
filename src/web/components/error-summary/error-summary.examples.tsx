import type { VNode } from 'preact'
import { Input } from '../input/input.tsx'
import { ErrorSummary, mistakesOf } from './error-summary.tsx'

export const examples: Record<string, () => VNode> = {
  'with links to the fields': () => (
    <>
      <ErrorSummary
        mistakes={mistakesOf([
          { field: 'summary-place', message: 'Zeg waar het is.' },
          { field: '', message: 'Dit formulier stond te lang open. Verstuur het opnieuw.' },
        ])}
      />
      <Input name="summary-place" label="Waar is het?" error="Zeg waar het is." />
    </>
  ),
}
