import type { VNode } from 'preact'
import { Select } from './select.tsx'

export const examples: Record<string, () => VNode> = {
  'one out of many': () => (
    <Select
      name="select-municipality"
      label="Welke gemeente?"
      value="24062"
      options={[
        { value: '', text: 'Kies een gemeente' },
        { value: '24020', text: 'Diest' },
        { value: '24062', text: 'Leuven' },
        { value: '24107', text: 'Tienen' },
      ]}
    />
  ),
}
