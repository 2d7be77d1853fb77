import type { VNode } from 'preact'
import { SummaryList } from './summary-list.tsx'

export const examples: Record<string, () => VNode> = {
  'answers to check': () => (
    <SummaryList
      rows={[
        { key: 'Wat', value: 'Een losse tegel', actions: [{ href: '#what', text: 'Wijzig', about: 'wat er is' }] },
        {
          key: 'Waar',
          value: 'Bondgenotenlaan 12, Leuven',
          actions: [{ href: '#where', text: 'Wijzig', about: 'waar het is' }],
        },
        { key: 'Nummer', value: 'LEU-2026-0412' },
      ]}
    />
  ),
  'in a frame': () => (
    <SummaryList
      card={{ title: { text: 'Meetpunt Tiensevest', headingLevel: 3 }, actions: [{ href: '#csv', text: 'CSV' }] }}
      rows={[
        { key: 'Meet', value: 'Fijn stof, geluid' },
        { key: 'Sinds', value: '3 maart 2025' },
      ]}
    />
  ),
}
