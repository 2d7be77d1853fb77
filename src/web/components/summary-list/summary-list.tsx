import type { JSX } from 'preact'
import { classNames, phrase, type Attributes, type Content, type Phrase } from '../content.ts'

/** A link to change a row. `about` is read after it by screen readers: "Change" becomes "Change name". */
export interface Action {
  readonly href: string
  readonly text: Content
  readonly about?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

export interface SummaryRow {
  readonly key: Content | Omit<Phrase, 'attributes'>
  readonly value: Content | Omit<Phrase, 'attributes'>
  readonly actions?: readonly Action[]
  readonly actionsClasses?: string
  readonly classes?: string
}

/** A frame around the list, with a heading: for several lists on one page. */
export interface SummaryCard {
  readonly title?: { readonly text: Content; readonly headingLevel?: 2 | 3 | 4; readonly classes?: string }
  readonly actions?: readonly Action[]
  readonly actionsClasses?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

interface SummaryListProps {
  readonly rows: readonly SummaryRow[]
  readonly card?: SummaryCard
  readonly classes?: string
  readonly attributes?: Attributes
}

/** What is known about one thing, name by name: answers to check, facts about a report. */
export function SummaryList({ rows, card, classes, attributes }: SummaryListProps): JSX.Element {
  const someHaveActions = rows.some((row) => row.actions && row.actions.length > 0)
  const list = (
    <dl class={classNames('govuk-summary-list', classes)} {...attributes}>
      {rows.map((row) => (
        <Row row={row} isBare={someHaveActions && row.actions === undefined} cardTitle={card?.title?.text} />
      ))}
    </dl>
  )
  if (!card) return list
  const Heading = `h${card.title?.headingLevel ?? 2}` as const
  return (
    <div class={classNames('govuk-summary-card', card.classes)} {...card.attributes}>
      <div class="govuk-summary-card__title-wrapper">
        {card.title && (
          <Heading class={classNames('govuk-summary-card__title', card.title.classes)}>{card.title.text}</Heading>
        )}
        <CardActions card={card} />
      </div>
      <div class="govuk-summary-card__content">{list}</div>
    </div>
  )
}

function Row({ row, isBare, cardTitle }: { row: SummaryRow; isBare: boolean; cardTitle: Content | undefined }) {
  const key = phrase(row.key)
  const value = phrase(row.value)
  const actions = row.actions ?? []
  return (
    <div class={classNames('govuk-summary-list__row', isBare && 'govuk-summary-list__row--no-actions', row.classes)}>
      <dt class={classNames('govuk-summary-list__key', key.classes)}>{key.text}</dt>
      <dd class={classNames('govuk-summary-list__value', value.classes)}>{value.text}</dd>
      {actions.length > 0 && (
        <dd class={classNames('govuk-summary-list__actions', row.actionsClasses)}>
          {actions.length === 1 ? (
            actions.map((action) => <ActionLink action={action} cardTitle={cardTitle} />)
          ) : (
            <ul class="govuk-summary-list__actions-list">
              {actions.map((action) => (
                <li class="govuk-summary-list__actions-list-item">
                  <ActionLink action={action} cardTitle={cardTitle} />
                </li>
              ))}
            </ul>
          )}
        </dd>
      )}
    </div>
  )
}

function CardActions({ card }: { card: SummaryCard }): JSX.Element | null {
  const actions = card.actions ?? []
  if (actions.length === 0) return null
  const links = actions.map((action) => <ActionLink action={action} cardTitle={card.title?.text} />)
  const name = classNames('govuk-summary-card__actions', card.actionsClasses)
  if (links.length === 1) return <div class={name}>{links}</div>
  return (
    <ul class={name}>
      {links.map((link) => (
        <li class="govuk-summary-card__action">{link}</li>
      ))}
    </ul>
  )
}

function ActionLink({ action, cardTitle }: { action: Action; cardTitle: Content | undefined }): JSX.Element {
  return (
    <a class={classNames('govuk-link', action.classes)} href={action.href} {...action.attributes}>
      {action.text}
      {(action.about || cardTitle) && (
        <span class="govuk-visually-hidden">
          {action.about && <> {action.about}</>}
          {cardTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  )
}
