import type { ComponentChildren, JSX } from 'preact'
import { classNames, type Attributes } from '../content.ts'

interface InsetTextProps {
  readonly children: ComponentChildren
  readonly id?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

/** A text that should stand out from what is around it. */
export function InsetText({ children, id, classes, attributes }: InsetTextProps): JSX.Element {
  return (
    <div id={id} class={classNames('govuk-inset-text', classes)} {...attributes}>
      {children}
    </div>
  )
}
