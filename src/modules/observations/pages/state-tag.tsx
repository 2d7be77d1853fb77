import type { JSX } from 'preact'
import type { Language } from '#core/i18n/language.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import type { State } from '../store/shown-things.ts'
import type { StreamRow } from '../store/shown-values.ts'
import { messages } from './messages.ts'
import { ageWords, propertyWords, resultWords } from './value-words.ts'

const COLOURS = { fresh: 'green', silent: 'orange', none: 'grey' } as const

/** Whether something measures, in a word or three. */
export function StateTag({ state, language }: { readonly state: State; readonly language: Language }): JSX.Element {
  return <Tag colour={COLOURS[state]}>{messages(language)(`state.${state}`)}</Tag>
}

/** How things are with a thing: it measures when one of its datastreams does. */
export function stateOfThing(streams: readonly Pick<StreamRow, 'state'>[]): State {
  return (['fresh', 'silent'] as const).find((state) => streams.some((stream) => stream.state === state)) ?? 'none'
}

interface NewestProps {
  readonly streams: readonly StreamRow[]
  readonly language: Language
  readonly now: Temporal.Instant
}

/** What is measured and the newest value of each, with its age; each a link to its page. */
export function NewestValues({ streams, language, now }: NewestProps): JSX.Element {
  const t = messages(language)
  const more = (streams[0]?.ofThing ?? 0) - streams.length
  return (
    <ul class="govuk-list">
      {streams.map((stream) => (
        <li>
          <a class="govuk-link" href={`/${language}/sensors/datastreams/${stream.id}`}>
            {propertyWords(stream, language)}
          </a>
          {': '}
          {resultWords(stream, stream, language) === undefined ? (
            t('state.none')
          ) : (
            <>
              <strong>{resultWords(stream, stream, language)}</strong>{' '}
              {stream.lastUntil && `(${ageWords(stream.lastUntil, now, language)})`}
            </>
          )}
        </li>
      ))}
      {more > 0 && <li>{t('list.more', { count: more })}</li>}
    </ul>
  )
}
