import type { JSX } from 'preact'
import { guessLanguage } from '#core/i18n/guess-language.ts'
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
  /** Numbers of the reports that letters seem to be about, by the id of the letter. */
  readonly answered: ReadonlyMap<string, number>
  /** Id of a letter that was just put aside. */
  readonly discarded: string | undefined
}

/** What waits to become a report, the oldest first. */
export function LettersPage({ view, letters, answered, discarded }: LettersPageProps): JSX.Element {
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
        <Letter view={view} letter={letter} about={answered.get(letter.id)} at={`${at}/${letter.id}`} />
      ))}
    </Page>
  )
}

interface LetterProps {
  readonly view: View
  readonly letter: LetterIn
  /** Number of the report that it seems to be about. */
  readonly about: number | undefined
  readonly at: string
}

function Letter({ view, letter, about: number, at }: LetterProps) {
  const t = messages(view.language)
  const isUnreadable = letter.subject === '' && letter.text === '' && letter.photo === null && !letter.photoUnread
  const language = guessLanguage(`${letter.subject}\n${letter.text}`)
  const subject = letter.subject || t(isUnreadable ? 'unreadableTitle' : 'noSubject')
  const about = <span class="govuk-visually-hidden">{t('about', { subject })}</span>
  return (
    <Form view={view} action={at}>
      <h2 class="govuk-heading-m" lang={letter.subject === '' ? undefined : language}>
        {subject}
      </h2>
      <p class="govuk-hint">
        {!isUnreadable && `${t('from')} ${[letter.senderName, letter.senderEmail].filter(Boolean).join(', ')}. `}
        {t('received')} {dateAndTime(letter.receivedAt, view.language)}. {letter.photo !== null && t('hasPhoto')}
      </p>
      {letter.begunAt !== null && (
        <p class="govuk-body">
          <strong>{t('begun', { time: dateAndTime(letter.begunAt, view.language) })}</strong>
        </p>
      )}
      {letter.photoUnread && <p class="govuk-body">{t('photoUnread')}</p>}
      {number !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${view.language}/staff/reports/${number}`}>
            {t('answers', { number: String(number) })}
          </a>
        </p>
      )}
      {isUnreadable ? (
        <p class="govuk-body">{t('unreadable')}</p>
      ) : (
        <>
          {letter.text !== '' && (
            <p class="govuk-body sp-own-words" lang={language}>
              {letter.text}
            </p>
          )}
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
