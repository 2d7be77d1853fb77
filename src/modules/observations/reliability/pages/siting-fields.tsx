import type { Language } from '#core/i18n/language.ts'
import { textOf } from '#web/components/form/typed.ts'
import { Radios } from '#web/components/radios/radios.tsx'
import type { Typed } from '#web/route.ts'
import { messages } from '../messages.ts'
import { AREAS, INFLUENCES, type Standing } from '../standing.ts'

interface SitingFieldsProps {
  readonly language: Language
  /** What was answered before; undefined: nothing yet. */
  readonly standing: Partial<Pick<Standing, 'area' | 'influence'>> | undefined
  readonly typed: Typed
}

/** What is around a station and close to it, in the classes of Commission decision 2011/850/EU, in everyday words. */
export function SitingFields({ language, standing, typed }: SitingFieldsProps) {
  const t = messages(language)
  const unknown = { value: '', text: t('standing.notKnown') }
  return (
    <>
      <Radios
        name="area"
        legend={{ text: t('standing.area'), size: 's' }}
        hint={t('standing.areaHint')}
        value={textOf(typed, 'area') ?? standing?.area ?? ''}
        choices={[...AREAS.map((area) => ({ value: area, text: t(`area.${area}`) })), unknown]}
      />
      <Radios
        name="influence"
        legend={{ text: t('standing.influence'), size: 's' }}
        value={textOf(typed, 'influence') ?? standing?.influence ?? ''}
        choices={[
          ...INFLUENCES.map((influence) => ({
            value: influence,
            text: t(`influence.${influence}`),
            ...(influence === 'traffic' && { hint: t('influence.traffic.hint') }),
          })),
          unknown,
        ]}
      />
    </>
  )
}
