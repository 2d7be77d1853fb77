import type { VNode } from 'preact'
import { Card, Cards } from './card.tsx'

export const examples: Record<string, () => VNode> = {
  'ways into the square': () => (
    <Cards>
      <Card href="#report" title="Iets melden" headingLevel={3}>
        <p>Een losse tegel, een kapotte lamp, sluikstort: meld het in twee minuten.</p>
      </Card>
      <Card href="#air" title="Lucht en geluid" headingLevel={3}>
        <p>Wat meten de sensoren in jouw straat, vandaag en vorig jaar?</p>
      </Card>
      <Card href="#say" title="Meedenken" headingLevel={3}>
        <p>Plannen van de gemeenten van de streek. Zeg wat je ervan vindt.</p>
      </Card>
    </Cards>
  ),
}
