import type { ComponentChildren, JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes, type Content } from '../content.ts'

interface NotificationBannerProps {
  /** A string becomes the heading of the banner; JSX stands as it is. */
  readonly children: ComponentChildren
  /** Success is read aloud at once. */
  readonly kind?: 'success'
  /** Default: "Important" or "Success". */
  readonly title?: Content
  readonly titleId?: string
  readonly headingLevel?: 2 | 3 | 4
  readonly role?: 'alert' | 'region'
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Tells something that is not about the rest of the page: it worked, or it is important now. */
export function NotificationBanner(props: NotificationBannerProps): JSX.Element {
  const t = useWords()
  const isSuccess = props.kind === 'success'
  const titleId = props.titleId ?? 'govuk-notification-banner-title'
  const Heading = `h${props.headingLevel ?? 2}` as const
  return (
    <div
      class={classNames('govuk-notification-banner', isSuccess && 'govuk-notification-banner--success', props.classes)}
      role={props.role ?? (isSuccess ? 'alert' : 'region')}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      {...props.attributes}
    >
      <div class="govuk-notification-banner__header">
        <Heading class="govuk-notification-banner__title" id={titleId}>
          {props.title ?? (isSuccess ? t('notice.success') : t('notice.important'))}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">
        {typeof props.children === 'string' ? (
          <p class="govuk-notification-banner__heading">{props.children}</p>
        ) : (
          props.children
        )}
      </div>
    </div>
  )
}
