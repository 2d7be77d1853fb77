import type { VNode } from 'preact'
import { InsetText } from './inset-text.tsx'

export const examples: Record<string, () => VNode> = {
  'stands out': () => <InsetText>Is er gevaar? Bel 112. Wacht niet op een antwoord van de gemeente.</InsetText>,
}
