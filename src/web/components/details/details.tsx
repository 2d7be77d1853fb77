import type { ComponentChildren, JSX } from 'preact'
import { classNames, type Attributes, type Content } from '../content.ts'

interface DetailsProps {
  readonly summary: Content
  readonly children: ComponentChildren
  readonly id?: string
  readonly open?: boolean
  readonly classes?: string
  readonly attributes?: Attributes
}

/** A text that few need, behind one line that says what it is. */
export function Details({ summary, children, id, open, classes, attributes }: DetailsProps): JSX.Element {
  return (
    <details id={id} class={classNames('govuk-details', classes)} {...attributes} open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  )
}
