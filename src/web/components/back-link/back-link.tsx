import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes, type Content } from '../content.ts'

interface BackLinkProps {
  readonly href: string
  /** Default: "Back". */
  readonly text?: Content
  /** For a page in the colour of the brand. */
  readonly classes?: string
  readonly attributes?: Attributes
}

/** One step back in a form of several pages. Stands above the main content, so in a landmark of its own. */
export function BackLink(props: BackLinkProps): JSX.Element {
  const t = useWords()
  return (
    <nav aria-label={t('back')}>
      <BackAnchor {...props} />
    </nav>
  )
}

/** The link alone, as govuk-frontend draws it. */
export function BackAnchor({ href, text, classes, attributes }: BackLinkProps): JSX.Element {
  const t = useWords()
  return (
    <a href={href} class={classNames('govuk-back-link', classes)} {...attributes}>
      {text ?? t('back')}
    </a>
  )
}
