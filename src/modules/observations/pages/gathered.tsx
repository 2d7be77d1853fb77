import { propertyWords } from '../called.ts'
import { dayOf } from '#core/i18n/format.ts'
import { LANGUAGES } from '#core/i18n/language.ts'
import { wordsIn } from '#core/search/fold.ts'
import { shapesOf, tsqueryOf, type Question } from '#core/search/question.ts'
import { listMunicipalities, municipalityName, type Municipality } from '#modules/region/public.ts'
import type { Finder, NeighbourhoodBlock, OwnPage, Task } from '#web/gathering.ts'
import { searchThings, listThingsOf, type AskedWord } from '../store/search-things.ts'
import { listStreams } from '../store/shown-values.ts'
import { PROPERTIES } from '../vocabulary/vocabulary.ts'
import { messages } from './messages.ts'
import { NewestValues } from './state-tag.tsx'

const { say } = messages
const NEARBY = 6
/** So many of the datastreams of a thing nearby are told. */
const EACH = 4

/** The words by which a property is called, in four languages. */
const CALLED = PROPERTIES.map(({ key, label }) => ({
  key,
  words: new Set(LANGUAGES.flatMap((language) => wordsIn(label[language]))),
}))

/** Things by their name, by what they measure in any language, and by their municipality. */
export const finders: readonly Finder[] = [
  {
    kind: 'sensors',
    label: say('menu'),
    async find({ question, municipalities, since, limit, offset, isNewestFirst = false }, { sql, clock, language }) {
      const all = await listMunicipalities(sql, { on: dayOf(clock()) })
      const rows = await searchThings(
        sql,
        question.words.map((word) => askedWord(word, question, all)),
        {
          municipalities,
          since: since?.toZonedDateTime('Europe/Brussels').toInstant(),
          limit,
          offset,
          isNewestFirst,
        },
      )
      const names = new Map(all.map((one) => [one.nis, municipalityName(one, language)]))
      return {
        total: rows[0]?.total ?? 0,
        items: rows.map(({ id, name, municipality, properties, updatedAt }) => ({
          path: `/sensors/things/${id}`,
          tag: `thing:${id}`,
          title: name,
          place: municipality === null ? undefined : names.get(municipality),
          on: updatedAt,
          excerpt: {
            text: properties
              .map((property) => propertyWords({ property, propertyName: property }, language))
              .join(', '),
            language,
          },
        })),
      }
    },
  },
]

function askedWord(word: string, { text }: Question, all: readonly Municipality[]): AskedWord {
  const { starts, ends, whole } = shapesOf(word)
  const fits = (one: string) =>
    starts.some((start) => one.startsWith(start)) || ends.some((end) => one.endsWith(end)) || whole.includes(one)
  return {
    tsquery: tsqueryOf({ text, words: [word] }),
    properties: CALLED.filter(({ words }) => [...words].some(fits)).map(({ key }) => key),
    municipalities: all
      .filter((one) => LANGUAGES.some((language) => wordsIn(municipalityName(one, language)).includes(word)))
      .map(({ nis }) => nis),
  }
}

/** Sensors of the municipality with their newest values; those named after the street first. */
export const neighbourhood: readonly NeighbourhoodBlock[] = [
  {
    id: 'sensors',
    title: say('nearby.title'),
    async show({ municipalities, street }, { sql, clock, language }) {
      const t = messages(language)
      const now = clock()
      const found = await listThingsOf(sql, { municipalities, street }, NEARBY)
      const things = found.map(({ id, name }) => ({ path: `/sensors/things/${id}`, tag: `thing:${id}`, title: name }))
      if (found.length === 0) return { content: <p class="govuk-body">{t('nearby.none')}</p>, things }
      const ids = found.map(({ id }) => id)
      const streams = Map.groupBy(await listStreams(sql, ids, { now, each: EACH }), ({ thing }) => thing)
      const [municipality] = municipalities
      const content = (
        <>
          <ul class="govuk-list sp-things">
            {found.map(({ id, name }) => (
              <li>
                <div>
                  <a class="govuk-link" href={`/${language}/sensors/things/${id}`}>
                    {name}
                  </a>
                  <div>
                    <NewestValues thing={name} streams={streams.get(id) ?? []} language={language} now={now} />
                  </div>
                </div>
              </li>
            ))}
          </ul>
          {municipality !== undefined && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/${language}/sensors?municipality=${municipality}`}>
                {t('nearby.more')}
              </a>
            </p>
          )}
        </>
      )
      return { content, things }
    },
  },
]

export const tasks: readonly Task[] = [
  {
    id: 'sensors',
    rank: 70,
    path: (at) => (at === undefined ? '/sensors' : `/sensors?municipality=${at.nis}`),
    label: say('task'),
    text: say('task.text'),
  },
]

export const pages: readonly OwnPage[] = [{ path: '/sensors', title: say('list.title'), about: say('list.intro') }]
