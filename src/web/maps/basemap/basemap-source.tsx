import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { ReadingLanguage } from '#web/reading-language.ts'
import { messages } from './messages.ts'

/** Who made the tiles: their licence asks to say so below each map. */
export function BasemapSource({ attribution }: { attribution: string }): JSX.Element {
  const t = messages(useContext(ReadingLanguage))
  return <p class="govuk-hint">{t('attribution', { source: attribution })}</p>
}
