import type { JSX } from 'preact'
import type { FieldError } from '#web/route.ts'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes, type Content } from '../content.ts'

/** One mistake, with a link to the field. */
export interface Mistake {
  readonly text: Content
  readonly href?: string
  readonly attributes?: Attributes
}

interface ErrorSummaryProps {
  readonly mistakes: readonly Mistake[]
  /** Default: "There is a problem". */
  readonly title?: Content
  readonly description?: Content
  readonly classes?: string
  readonly attributes?: Attributes
}

/** All mistakes in a form, on top of the page. `<Page errors>` shows it. */
export function ErrorSummary({ mistakes, title, description, classes, attributes }: ErrorSummaryProps): JSX.Element {
  const t = useWords()
  return (
    <div class={classNames('govuk-error-summary', classes)} {...attributes} data-module="govuk-error-summary">
      {/* The alert is a child of what gets the focus, so that a screen reader does not lose one to the other. */}
      <div role="alert">
        <h2 class="govuk-error-summary__title">{title ?? t('error.summary')}</h2>
        <div class="govuk-error-summary__body">
          {description && <p>{description}</p>}
          {mistakes.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {mistakes.map(({ text, href, attributes: more }) => (
                <li>
                  {href ? (
                    <a href={href} {...more}>
                      {text}
                    </a>
                  ) : (
                    text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}

/** The mistakes to list for the errors of a form: each links to the field with that name. */
export function mistakesOf(errors: readonly FieldError[]): readonly Mistake[] {
  return errors.map(({ field, message }) => ({
    text: message,
    href: field ? `#${encodeURIComponent(field)}` : undefined,
  }))
}
