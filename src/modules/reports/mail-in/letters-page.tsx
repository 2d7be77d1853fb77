import type { JSX } from 'preact'
import { dateAndTime } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { NotificationBanner } from '#web/components/notification-banner/notification-banner.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from './messages.ts'
import type { LetterIn } from './store.ts'

interface LettersPageProps {
  readonly view: View
  readonly letters: readonly LetterIn[]
  /** Id of a letter that was just put aside. */
  readonly discarded: string | undefined
}

/** What waits to become a report, the oldest first. */
export function LettersPage({ view, letters, discarded }: LettersPageProps): JSX.Element {
  const t = messages(view.language)
  const at = `/${view.language}/staff/mail`
  return (
    <Page view={view} title={t('title')}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      {discarded !== undefined && (
        <NotificationBanner>
          <p class="govuk-body">{t('discarded')}</p>
          <Form view={view} action={`${at}/${discarded}`}>
            <Button kind="secondary" name="do" value="restore">
              {t('restore')}
            </Button>
          </Form>
        </NotificationBanner>
      )}
      <p class="govuk-body">{letters.length === 0 ? t('none') : t('lead')}</p>
      {letters.map((letter) => (
        <Letter view={view} letter={letter} at={`${at}/${letter.id}`} />
      ))}
    </Page>
  )
}

function Letter({ view, letter, at }: { view: View; letter: LetterIn; at: string }) {
  const t = messages(view.language)
  const isUnreadable = letter.subject === '' && letter.text === ''
  const subject = letter.subject || t(isUnreadable ? 'unreadableTitle' : 'noSubject')
  const about = <span class="govuk-visually-hidden">{t('about', { subject })}</span>
  return (
    <Form view={view} action={at}>
      <h2 class="govuk-heading-m">{subject}</h2>
      <p class="govuk-hint">
        {!isUnreadable && `${t('from')} ${[letter.senderName, letter.senderEmail].filter(Boolean).join(', ')}. `}
        {t('received')} {dateAndTime(letter.receivedAt, view.language)}. {letter.photo !== null && t('hasPhoto')}
      </p>
      {isUnreadable ? (
        <p class="govuk-body">{t('unreadable')}</p>
      ) : (
        <>
          <p class="govuk-body sp-own-words">{letter.text}</p>
          <Button name="do" value="make">
            {t('make')} {about}
          </Button>{' '}
        </>
      )}
      <Button kind="secondary" name="do" value="discard">
        {t('discard')} {about}
      </Button>
    </Form>
  )
}
