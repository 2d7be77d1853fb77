import type { ComponentChildren, JSX } from 'preact'
import { classNames, type Attributes } from '../content.ts'

interface TagProps {
  readonly children: ComponentChildren
  /** A state is never told by colour alone: the text says it. */
  readonly colour?: 'grey' | 'green' | 'red' | 'yellow' | 'orange' | 'purple'
  readonly classes?: string
  readonly attributes?: Attributes
}

/** The state of a thing, in one or two words. */
export function Tag({ children, colour, classes, attributes }: TagProps): JSX.Element {
  return (
    <strong class={classNames('govuk-tag', colour && `govuk-tag--${colour}`, classes)} {...attributes}>
      {children}
    </strong>
  )
}
