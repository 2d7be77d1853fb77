import type { VNode } from 'preact'
import { BackLink } from './back-link.tsx'

export const examples: Record<string, () => VNode> = {
  'one step back': () => <BackLink href="#back-link" />,
  'with a text of its own': () => <BackLink href="#back-link" text="Terug naar alle meldingen" />,
}
