import type { JSX } from 'preact'
import { municipalityName, type Municipality } from '#modules/region/public.ts'
import type { View } from '#web/view.ts'

interface ChoicesProps {
  readonly view: Pick<View, 'language'>
  readonly choices: readonly Municipality[]
  /** Where a choice leads, without the language. */
  path(municipality: Municipality): string
}

/** Municipalities that somebody may mean, as links. */
export function Choices({ view: { language }, choices, path }: ChoicesProps): JSX.Element {
  return (
    <>
      {choices.map((one, index) => (
        <>
          {index > 0 && ', '}
          <a class="govuk-link" href={`/${language}${path(one)}`}>
            {municipalityName(one, language)}
          </a>
        </>
      ))}
    </>
  )
}
