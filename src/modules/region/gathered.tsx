import { dayOf } from '#core/i18n/format.ts'
import { findInList } from '#core/search/find-in-list.ts'
import type { Question } from '#core/search/question.ts'
import type { Finder, NeighbourhoodBlock, OwnPage } from '#web/gathering.ts'
import { bodyName } from './body.ts'
import { messages } from './messages/messages.ts'
import { localityNames, municipalityName, type Municipality } from './municipality.ts'
import { bodyOfMunicipality, listBodiesAbove } from './store/bodies.ts'
import { selectMunicipalities } from './store/municipalities.ts'

/** Municipalities by every name they have or had, and by postal code. */
export const finders: readonly Finder[] = [
  {
    kind: 'municipalities',
    label: messages.say('region.municipalities'),
    async find({ question, municipalities, limit, offset }, { sql, language }) {
      const all = (await selectMunicipalities(sql, {})).filter(
        ({ nis }) => municipalities === undefined || municipalities.includes(nis),
      )
      const { found, isGuess } = findInList(all, question, namesOf)
      return {
        total: found.length,
        isGuess,
        items: found.slice(offset, offset + limit).map((municipality) => ({
          path: `/region/${municipality.nis}`,
          title: municipalityName(municipality, language),
          place: localityNamed(municipality, question) ?? municipality.postalCodes.join(', '),
        })),
      }
    },
  },
]

function namesOf({ nl, fr, en, de, postalCodes, localities }: Municipality): string[] {
  return [...new Set([nl, fr, en ?? nl, de ?? nl, ...localities.flatMap(localityNames), ...postalCodes])]
}

/** The village that was asked for, with its postal code: "3001 Heverlee". */
function localityNamed({ localities }: Municipality, question: Question): string | undefined {
  const { found, isGuess } = findInList(localities, question, localityNames)
  const [named] = found
  return named === undefined || isGuess ? undefined : `${named.postalCode} ${named.nl}`
}

/** Who governs a street: its municipality, and the bodies that it belongs to. */
export const neighbourhood: readonly NeighbourhoodBlock[] = [
  {
    id: 'municipality',
    title: messages.say('municipality.name'),
    async show({ municipalities }, { sql, clock, language }) {
      const today = dayOf(clock())
      const here = (await selectMunicipalities(sql, { on: today })).filter(({ nis }) => municipalities.includes(nis))
      if (here.length === 0) return undefined
      const lines = []
      for (const municipality of here) {
        const body = await bodyOfMunicipality(sql, municipality.nis)
        const above = body === undefined ? [] : await listBodiesAbove(sql, body.id, today)
        lines.push({ municipality, above: above.map((one) => bodyName(one, language)) })
      }
      const things = here.map((one) => ({ path: `/region/${one.nis}`, title: municipalityName(one, language) }))
      const content = (
        <ul class="govuk-list sp-found">
          {lines.map(({ municipality, above }) => (
            <li>
              <a class="govuk-link" href={`/${language}/region/${municipality.nis}`}>
                {municipalityName(municipality, language)}
              </a>
              {above.length > 0 && <span class="govuk-hint">{above.join(', ')}</span>}
            </li>
          ))}
        </ul>
      )
      return { content, things }
    },
  },
]

export const pages: readonly OwnPage[] = [
  { path: '/region', title: messages.say('region.title'), about: messages.say('region.description') },
  { path: '/region/permissions', title: messages.say('permissions.title'), about: messages.say('permissions.intro') },
  { path: '/sign-in', title: messages.say('signIn.title'), about: messages.say('signIn.intro') },
]
