import { ownWords, propertyWords } from '../called.ts'
import type { JSX } from 'preact'
import type { Language } from '#core/i18n/language.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import type { State } from '../store/shown-things.ts'
import type { StreamRow } from '../store/shown-values.ts'
import { messages } from './messages.ts'
import { ageWords, colon, resultWords } from './value-words.ts'

const COLOURS = { fresh: 'green', silent: 'orange', none: 'grey' } as const

/** Whether something measures, in a word or three. */
export function StateTag({ state, language }: { readonly state: State; readonly language: Language }): JSX.Element {
  return <Tag colour={COLOURS[state]}>{messages(language)(`state.${state}`)}</Tag>
}

/** How things are with a thing: it measures when one of its datastreams does. */
export function stateOfThing(streams: readonly Pick<StreamRow, 'state'>[]): State {
  return (['fresh', 'silent'] as const).find((state) => streams.some((stream) => stream.state === state)) ?? 'none'
}

/** What is measured; with its own name where a thing measures the same twice, such as in two directions. */
export function streamWords(
  stream: StreamRow,
  { all, thing, language }: { readonly all: readonly StreamRow[]; readonly thing: string; readonly language: Language },
): string {
  const name = propertyWords(stream, language)
  const isTwice = all.some((other) => other.id !== stream.id && propertyWords(other, language) === name)
  return isTwice ? ownWords(stream, thing, language) : name
}

interface NewestProps {
  /** The name of their thing. */
  readonly thing: string
  readonly streams: readonly StreamRow[]
  readonly language: Language
  readonly now: Temporal.Instant
}

/** What is measured and the newest value of each, with its age; each a link to its page. */
export function NewestValues({ thing, streams, language, now }: NewestProps): JSX.Element {
  const t = messages(language)
  const more = (streams[0]?.ofThing ?? 0) - streams.length
  const told = streams.map((stream) => {
    const value = resultWords(stream, stream, language)
    return (
      <>
        <a class="govuk-link" href={`/${language}/sensors/datastreams/${stream.id}`}>
          {streamWords(stream, { all: streams, thing, language })}
        </a>
        {colon(language)}
        {value === undefined ? t('state.none') : <strong>{value}</strong>}
        {value !== undefined && stream.lastUntil && ` (${ageWords(stream.lastUntil, now, language)})`}
      </>
    )
  })
  const [only] = told
  if (only !== undefined && told.length === 1 && more <= 0) return only
  return (
    <ul class="govuk-list">
      {told.map((one) => (
        <li>{one}</li>
      ))}
      {more > 0 && <li>{t('list.more', { count: more })}</li>}
    </ul>
  )
}
