import type { VNode } from 'preact'
import { Input } from '../input/input.tsx'
import { Checkboxes } from './checkboxes.tsx'

export const examples: Record<string, () => VNode> = {
  'several answers': () => (
    <Checkboxes
      name="box-subjects"
      legend={{ text: 'Waarover wil je nieuws?', size: 'm' }}
      hint="Kies wat je wilt. Je kunt altijd stoppen."
      values={['works']}
      choices={[
        { value: 'works', text: 'Werken op straat' },
        { value: 'waste', text: 'Afval', hint: 'De dag voor elke ophaling' },
        { divider: 'of' },
        { value: 'none', text: 'Niets van dit alles', exclusive: true },
      ]}
    />
  ),
  'an answer that asks more': () => (
    <Checkboxes
      name="box-contact"
      small
      legend="Hoe mogen we je bereiken?"
      error="Kies ten minste één manier."
      choices={[
        {
          value: 'mail',
          text: 'Per e-mail',
          checked: true,
          conditional: <Input name="box-mail" type="email" autocomplete="email" label="Je e-mailadres" width={30} />,
        },
        { value: 'post', text: 'Met de post' },
      ]}
    />
  ),
}
