import type { VNode } from 'preact'
import { Label } from './label.tsx'

export const examples: Record<string, () => VNode> = {
  'for a control of its own': () => (
    <div class="govuk-form-group">
      <Label for="label-colour" label={{ text: 'Welke kleur heeft de bus?', size: 's' }} />
      <input class="govuk-input govuk-input--width-10" id="label-colour" name="label-colour" />
    </div>
  ),
}
