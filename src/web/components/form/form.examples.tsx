import type { VNode } from 'preact'
import { Button } from '../button/button.tsx'
import { exampleView } from '../example-view.ts'
import { Input } from '../input/input.tsx'
import { Form, SearchForm } from './form.tsx'

export const examples: Record<string, () => VNode> = {
  'changes something': () => (
    <Form view={exampleView()} id="form-subscribe">
      <Input name="form-mail" type="email" autocomplete="email" label="Je e-mailadres" width={30} />
      <Button>Nieuws ontvangen</Button>
    </Form>
  ),
  'only asks': () => (
    <SearchForm label="Zoeken in de voorbeelden">
      <Input
        name="form-query"
        type="search"
        label="Wat zoek je?"
        group={{
          after: <Button kind="secondary">Zoeken</Button>,
        }}
      />
    </SearchForm>
  ),
}
