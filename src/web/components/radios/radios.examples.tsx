import type { VNode } from 'preact'
import { Input } from '../input/input.tsx'
import { Radios } from './radios.tsx'

export const examples: Record<string, () => VNode> = {
  'one answer': () => (
    <Radios
      name="radio-kind"
      legend={{ text: 'Waarover gaat het?', size: 'm' }}
      hint="Past er niets? Kies dan iets anders."
      value="light"
      choices={[
        { value: 'road', text: 'Straat of stoep' },
        { value: 'light', text: 'Licht', hint: 'Een lamp die niet brandt of altijd brandt' },
        { divider: 'of' },
        {
          value: 'other',
          text: 'Iets anders',
          conditional: <Input name="radio-other" label="Wat dan?" />,
        },
      ]}
    />
  ),
  'yes or no, forgotten': () => (
    <Radios
      name="radio-agree"
      inline
      legend="Mag je idee online?"
      error="Kies ja of nee."
      choices={[
        { value: 'yes', text: 'Ja' },
        { value: 'no', text: 'Nee' },
      ]}
    />
  ),
}
