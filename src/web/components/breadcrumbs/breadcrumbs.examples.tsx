import type { VNode } from 'preact'
import { Breadcrumbs } from './breadcrumbs.tsx'

export const examples: Record<string, () => VNode> = {
  'three levels': () => (
    <Breadcrumbs
      label="Kruimelpad van een melding"
      crumbs={[{ text: 'Home', href: '#home' }, { text: 'Meldingen', href: '#reports' }, { text: 'Losse tegel' }]}
    />
  ),
  'short on a telephone': () => (
    <Breadcrumbs
      collapse
      label="Kruimelpad van een meetpunt"
      crumbs={[
        { text: 'Home', href: '#home' },
        { text: 'Metingen', href: '#observations' },
        { text: 'Leuven', href: '#leuven' },
      ]}
    />
  ),
}
