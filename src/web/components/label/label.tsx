import type { JSX } from 'preact'
import { classNames, phrase, type Content, type Phrase } from '../content.ts'

/** How a label is drawn. `size` m, l or xl makes it stand out; on a page with one question it is also the `h1`. */
export interface LabelText extends Phrase {
  readonly size?: 's' | 'm' | 'l' | 'xl'
  readonly isPageHeading?: boolean
}

interface LabelProps {
  readonly for: string
  readonly label: Content | LabelText
  /** Class names that the component around it needs. */
  readonly classes?: string
}

/** The label of one control. */
export function Label({ for: id, label, classes }: LabelProps): JSX.Element {
  const said: LabelText = phrase(label)
  const element = (
    <label
      class={classNames('govuk-label', classes, said.size && `govuk-label--${said.size}`, said.classes)}
      {...said.attributes}
      for={id}
    >
      {said.text}
    </label>
  )
  return said.isPageHeading ? <h1 class="govuk-label-wrapper">{element}</h1> : element
}
