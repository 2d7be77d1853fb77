import type { VNode } from 'preact'
import { CharacterCount } from './character-count.tsx'

export const examples: Record<string, () => VNode> = {
  'a limit in characters': () => (
    <CharacterCount
      name="count-note"
      label="Wat is er aan de hand?"
      hint="Schrijf niets over andere mensen."
      limit={2000}
    />
  ),
  'a limit in words, passed': () => (
    <CharacterCount
      name="count-motto"
      label="Je idee in één zin"
      limit={12}
      unit="words"
      rows={2}
      value="Een bank onder elke boom en een boom bij elke bank in het dorp"
      error="Je zin is te lang. Schrijf ten hoogste 12 woorden."
    />
  ),
}
