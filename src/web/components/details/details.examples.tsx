import type { VNode } from 'preact'
import { Details } from './details.tsx'

export const examples: Record<string, () => VNode> = {
  'a text that few need': () => (
    <Details summary="Waarom vragen we dit?">
      Met je postcode weten we welke gemeente je melding behandelt. We bewaren hem niet.
    </Details>
  ),
}
