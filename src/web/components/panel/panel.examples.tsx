import type { VNode } from 'preact'
import { Panel } from './panel.tsx'

export const examples: Record<string, () => VNode> = {
  'it worked': () => (
    <Panel title="Je melding is verstuurd" headingLevel={3}>
      Je nummer is <strong>LEU-2026-0412</strong>
    </Panel>
  ),
  'read this first': () => (
    <Panel
      kind="interruption"
      title="Klopt het dat je 95 bent?"
      headingLevel={3}
      actions={[
        { text: 'Ja, dat klopt', href: '#yes', type: 'button' },
        { text: 'Verander mijn antwoord', href: '#change' },
      ]}
    >
      We vragen het omdat het niet vaak voorkomt.
    </Panel>
  ),
}
