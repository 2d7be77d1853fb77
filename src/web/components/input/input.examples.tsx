import type { VNode } from 'preact'
import { Input } from './input.tsx'

export const examples: Record<string, () => VNode> = {
  'one line': () => <Input name="input-name" label="Hoe heet je?" autocomplete="name" value="Noor Peeters" />,
  'with help and an error': () => (
    <Input
      name="input-mail"
      type="email"
      label="Je e-mailadres"
      hint="We sturen je alleen nieuws over deze melding."
      value="noor@"
      error="Schrijf een e-mailadres zoals naam@voorbeeld.be"
    />
  ),
  'the question of the page': () => (
    <Input name="input-street" label={{ text: 'In welke straat is het?', size: 'l' }} autocomplete="off" />
  ),
  'with a unit': () => (
    <Input
      name="input-cost"
      label="Wat kost het ongeveer, in euro?"
      inputmode="decimal"
      width={5}
      prefix="€"
      suffix="per jaar"
    />
  ),
}
