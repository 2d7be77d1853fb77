import type { VNode } from 'preact'
import { PaperChoices, PaperField } from './paper.tsx'

export const examples: Record<string, () => VNode> = {
  'a question with room to write': () => (
    <PaperField label="Straat en nummer" hint="Of een plek in de buurt" lines={2} />
  ),
  'boxes to tick': () => <PaperChoices label="Waarover gaat het?" choices={['Weg', 'Straatlamp', 'Iets anders']} />,
}
