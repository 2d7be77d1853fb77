import type { JSX } from 'preact'

/** A question on paper with room to write: `lines` of them. */
export function PaperField({ label, hint, lines = 1 }: { label: string; hint?: string; lines?: number }): JSX.Element {
  return (
    <div class="sp-paper-field">
      <p class="govuk-label">{label}</p>
      {hint !== undefined && <p class="govuk-hint">{hint}</p>}
      {Array.from({ length: lines }, () => (
        <div class="sp-paper-line" />
      ))}
    </div>
  )
}

/** A question on paper with boxes to tick. */
export function PaperChoices({ label, choices }: { label: string; choices: readonly string[] }): JSX.Element {
  return (
    <div class="sp-paper-field">
      <p class="govuk-label">{label}</p>
      <ul class="sp-paper-choices">
        {choices.map((choice) => (
          <li>{choice}</li>
        ))}
      </ul>
    </div>
  )
}
