import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes, type Content } from '../content.ts'

/** A page on the way. Without `href` it is the page itself. */
export interface Crumb {
  readonly text: Content
  readonly href?: string
  readonly attributes?: Attributes
}

interface BreadcrumbsProps {
  readonly crumbs: readonly Crumb[]
  /** Shows only the first and the last on a narrow screen. */
  readonly collapse?: boolean
  /** The name of the landmark. */
  readonly label?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Where a page stands in the square, from the home page down. */
export function Breadcrumbs({ crumbs, collapse, label, classes, attributes }: BreadcrumbsProps): JSX.Element {
  const t = useWords()
  return (
    <nav
      class={classNames('govuk-breadcrumbs', classes, collapse && 'govuk-breadcrumbs--collapse-on-mobile')}
      {...attributes}
      aria-label={label ?? t('breadcrumbs')}
    >
      <ol class="govuk-breadcrumbs__list">
        {crumbs.map((crumb) =>
          crumb.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={crumb.href} {...crumb.attributes}>
                {crumb.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {crumb.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
