import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes, type Content } from '../content.ts'

interface SkipLinkProps {
  /** Default `#content`. */
  readonly href?: string
  readonly text?: Content
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Lets somebody who uses the keyboard pass the menu: the first thing on every page. */
export function SkipLink({ href = '#content', text, classes, attributes }: SkipLinkProps): JSX.Element {
  const t = useWords()
  return (
    <a href={href} class={classNames('govuk-skip-link', classes)} {...attributes} data-module="govuk-skip-link">
      {text ?? t('skip')}
    </a>
  )
}
