import type { VNode } from 'preact'
import { SkipLink } from './skip-link.tsx'

export const examples: Record<string, () => VNode> = {
  'seen when it has the focus': () => <SkipLink href="#skip-target" text="Ga voorbij de kaart" />,
}
