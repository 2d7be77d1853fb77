import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes, type Content } from '../content.ts'

export interface PageLink {
  readonly href: string
  /** Default: "Previous page" or "Next page". */
  readonly text?: Content
  /** The title of that page. Only shown when there are no numbers. */
  readonly label?: string
  readonly attributes?: Attributes
}
export interface PageNumber {
  readonly number: number | string
  readonly href: string
  readonly current?: boolean
  /** Default: "Page 3". */
  readonly label?: string
  readonly attributes?: Attributes
}

interface PaginationProps {
  readonly previous?: PageLink
  readonly next?: PageLink
  readonly pages?: readonly (PageNumber | 'gap')[]
  /** The name of the landmark. */
  readonly label?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Goes through a list that is too long for one page. `pagination()` gives its props. */
export function Pagination({ previous, next, pages, label, classes, attributes }: PaginationProps): JSX.Element {
  const t = useWords()
  const isBlock = !pages && Boolean(previous || next)
  return (
    <nav
      class={classNames('govuk-pagination', isBlock && 'govuk-pagination--block', classes)}
      aria-label={label ?? t('pagination')}
      {...attributes}
    >
      {previous?.href && <Arrow direction="prev" link={previous} isBlock={isBlock} />}
      {pages && (
        <ul class="govuk-pagination__list">
          {pages.map((page) =>
            page === 'gap' ? (
              <li class="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>
            ) : (
              <li class={classNames('govuk-pagination__item', page.current && 'govuk-pagination__item--current')}>
                <a
                  class="govuk-link govuk-pagination__link"
                  href={page.href}
                  aria-label={page.label ?? t('pagination.page', { number: page.number })}
                  aria-current={page.current ? 'page' : undefined}
                  {...page.attributes}
                >
                  {page.number}
                </a>
              </li>
            ),
          )}
        </ul>
      )}
      {next?.href && <Arrow direction="next" link={next} isBlock={isBlock} />}
    </nav>
  )
}

/**
 * The links for page `current` of `total` (both from 1): always the first and last page, the current one and its
 * neighbours; a gap stands for two pages or more.
 */
export function pagination(current: number, total: number, href: (page: number) => string): PaginationProps {
  const shown = Array.from({ length: total }, (_, index) => index + 1).filter(
    (page) =>
      page === 1 ||
      page === total ||
      Math.abs(page - current) <= 1 ||
      (page === 2 && current === 4) ||
      (page === total - 1 && current === total - 3),
  )
  const pages = shown.flatMap((page, index): (PageNumber | 'gap')[] => {
    const link: PageNumber = { number: page, href: href(page), current: page === current }
    return index > 0 && page - (shown[index - 1] ?? 0) > 1 ? ['gap', link] : [link]
  })
  return {
    pages,
    previous: current > 1 ? { href: href(current - 1) } : undefined,
    next: current < total ? { href: href(current + 1) } : undefined,
  }
}

const PATHS = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
} as const

interface ArrowProps {
  readonly direction: 'prev' | 'next'
  readonly link: PageLink
  readonly isBlock: boolean
}

function Arrow({ direction, link, isBlock }: ArrowProps): JSX.Element {
  const t = useWords()
  const own = direction === 'prev' ? t('pagination.previous') : t('pagination.next')
  const icon = (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${direction}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={PATHS[direction]} />
    </svg>
  )
  return (
    <div class={`govuk-pagination__${direction}`}>
      <a class="govuk-link govuk-pagination__link" href={link.href} rel={direction} {...link.attributes}>
        {(isBlock || direction === 'prev') && icon}
        <span
          class={classNames(
            'govuk-pagination__link-title',
            isBlock && !link.label && 'govuk-pagination__link-title--decorated',
          )}
        >
          {link.text ?? (
            <>
              {own}
              <span class="govuk-visually-hidden"> {t('pagination.after')}</span>
            </>
          )}
        </span>
        {link.label && isBlock && (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{link.label}</span>
          </>
        )}
        {!isBlock && direction === 'next' && icon}
      </a>
    </div>
  )
}
