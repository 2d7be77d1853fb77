import type { ComponentChildren, JSX } from 'preact'
import type { Content } from '../content.ts'

interface CardProps {
  readonly href: string
  readonly title: Content
  /** 2 (default) or 3: the level that fits in the page. */
  readonly headingLevel?: 2 | 3
  readonly children?: ComponentChildren
}

/** A way into a part of the square: a heading that is a link, and a sentence. The whole card can be pressed. */
export function Card({ href, title, headingLevel, children }: CardProps): JSX.Element {
  const Heading = `h${headingLevel ?? 2}` as const
  return (
    <li class="sp-card">
      <Heading class="sp-card__title">
        <a href={href}>{title}</a>
      </Heading>
      {children}
    </li>
  )
}

/** A row of cards that becomes a column on a narrow screen. */
export function Cards({ children }: { children: ComponentChildren }): JSX.Element {
  return <ul class="sp-cards">{children}</ul>
}
