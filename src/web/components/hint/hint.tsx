import type { JSX } from 'preact'
import { classNames, phrase, type Content, type Phrase } from '../content.ts'

interface HintProps {
  /** Referred to by `aria-describedby` of the control. */
  readonly id?: string
  readonly hint: Content | Phrase
  readonly classes?: string
}

/** Help with a question: what to fill in, why it is asked. Short, without links. */
export function Hint({ id, hint, classes }: HintProps): JSX.Element {
  const said = phrase(hint)
  return (
    <div id={id} class={classNames('govuk-hint', classes, said.classes)} {...said.attributes}>
      {said.text}
    </div>
  )
}
