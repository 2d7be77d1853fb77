import type { VNode } from 'preact'
import { Textarea } from './textarea.tsx'

export const examples: Record<string, () => VNode> = {
  'several lines': () => (
    <Textarea name="text-answer" label="Ons antwoord" hint="Kort en vriendelijk. Dit leest iedereen." rows={4} />
  ),
}
