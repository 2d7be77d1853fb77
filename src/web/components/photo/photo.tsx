import type { JSX } from 'preact'
import { messages } from '#web/messages/messages.ts'
import type { View } from '#web/view.ts'

interface PhotoProps {
  readonly view: Pick<View, 'savesData' | 'language'>
  readonly src: string
  readonly alt: string
}

/**
 * A photo that somebody sent. A browser that asks to save data (`Save-Data: on`, a client hint of the Network Information API)
 * gets a link to it instead.
 */
export function Photo({ view, src, alt }: PhotoProps): JSX.Element {
  if (!view.savesData) return <img class="sp-photo" loading="lazy" src={src} alt={alt} />
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={src}>
        {messages(view.language)('photo.show', { alt })}
      </a>
    </p>
  )
}
