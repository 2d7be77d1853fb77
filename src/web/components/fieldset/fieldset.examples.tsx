import type { VNode } from 'preact'
import { Input } from '../input/input.tsx'
import { Fieldset } from './fieldset.tsx'

export const examples: Record<string, () => VNode> = {
  'an address': () => (
    <Fieldset legend={{ text: 'Waar woon je?', size: 'm' }}>
      <Input name="set-street" label="Straat en nummer" autocomplete="street-address" />
      <Input name="set-postcode" label="Postcode" width={4} inputmode="numeric" autocomplete="postal-code" />
    </Fieldset>
  ),
}
