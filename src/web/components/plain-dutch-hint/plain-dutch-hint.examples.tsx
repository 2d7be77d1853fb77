import type { VNode } from 'preact'
import { Textarea } from '../textarea/textarea.tsx'
import { PlainDutchHint } from './plain-dutch-hint.tsx'

export const examples: Record<string, () => VNode> = {
  'below a text area': () => (
    <Textarea
      name="message"
      label="Bericht"
      group={{ after: <PlainDutchHint view={{ language: 'nl' }} of="message" /> }}
    />
  ),
}
