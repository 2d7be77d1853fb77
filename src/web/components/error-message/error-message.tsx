import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, phrase, type Content, type Phrase } from '../content.ts'

/** An error beside its field. `prefix` replaces the hidden word "Error"; an empty text leaves it out. */
export interface ErrorText extends Phrase {
  readonly prefix?: string
}

interface ErrorMessageProps {
  readonly id?: string
  readonly error: Content | ErrorText
}

/** Says what is wrong with an answer and what to do about it. */
export function ErrorMessage({ id, error }: ErrorMessageProps): JSX.Element {
  const t = useWords()
  const said: ErrorText = phrase(error)
  const prefix = said.prefix ?? t('error')
  return (
    <p id={id} class={classNames('govuk-error-message', said.classes)} {...said.attributes}>
      {prefix && <span class="govuk-visually-hidden">{prefix}:</span>} {said.text}
    </p>
  )
}
