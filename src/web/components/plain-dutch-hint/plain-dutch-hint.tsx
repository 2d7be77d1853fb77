import type { JSX } from 'preact'
import type { View } from '#web/view.ts'
import { messages } from '#web/messages/messages.ts'

/**
 * A place below a text area where a script says which words are hard and which sentences long, while somebody writes Dutch;
 * it stays empty without scripts. On a page in another language nothing: there the text is not Dutch. Put `plainDutchScript`
 * in the head of the page.
 */
export function PlainDutchHint({ view, of }: { view: Pick<View, 'language'>; of: string }): JSX.Element | null {
  if (view.language !== 'nl') return null
  const t = messages(view.language)
  return (
    <div
      class="sp-plain-hint govuk-hint"
      aria-live="polite"
      data-plain-for={of}
      data-word={t('plain.word', { word: '{0}', instead: '{1}' })}
      data-sentence={t('plain.sentence', { start: '{0}' })}
      data-score={t('plain.score')}
    />
  )
}

/** The script that fills in the hints of a page. */
export function plainDutchScript({ language, assets }: Pick<View, 'language' | 'assets'>): JSX.Element | undefined {
  return language === 'nl' ? <script type="module" src={assets['plain-dutch.js']} /> : undefined
}
