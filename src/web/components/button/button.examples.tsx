import type { VNode } from 'preact'
import { Button } from './button.tsx'

export const examples: Record<string, () => VNode> = {
  'the next step': () => <Button>Mijn melding versturen</Button>,
  'another way': () => <Button kind="secondary">Later verder doen</Button>,
  'cannot be undone': () => <Button kind="warning">Alles van mij wissen</Button>,
  'not possible now': () => <Button disabled>Stemmen</Button>,
  'into a service': () => (
    <Button href="#start" isStart>
      Begin een melding
    </Button>
  ),
  'two beside each other': () => (
    <div class="govuk-button-group">
      <Button>Bewaren</Button>
      <a class="govuk-link" href="#stop">
        Stoppen zonder bewaren
      </a>
    </div>
  ),
}
