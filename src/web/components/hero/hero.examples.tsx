import type { VNode } from 'preact'
import { Button } from '../button/button.tsx'
import { Hero } from './hero.tsx'

export const examples: Record<string, () => VNode> = {
  'the home page': () => (
    <Hero
      title="Het plein van onze streek"
      lead="Meld iets, kijk wat er leeft in jouw straat en denk mee over plannen. Voor alle gemeenten van Vlaams-Brabant."
    >
      <Button href="#start" isStart>
        Begin een melding
      </Button>
    </Hero>
  ),
}
