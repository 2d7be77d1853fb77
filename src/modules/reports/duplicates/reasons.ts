import type { Language } from '#core/i18n/language.ts'
import { ALIKE_BITS, type Pair } from './features.ts'
import { messages } from './messages.ts'

const HOURS_A_DAY = 24
/** Where "so many hours" becomes "so many days". */
const DAYS_FROM_HOURS = 36
/** From here on words are called alike. */
const ALIKE_STEMS = 0.4
/** Under this it is the same place, as precisely as people put a pin. */
const HERE_METRES = 5

/** Why two reports may be about the same thing, in a few words each: "18 m further", "same category", "3 hours apart". */
export function reasonsOf(pair: Pair, language: Language): string[] {
  const t = messages(language)
  const metres = pair.metres === null ? undefined : Math.round(pair.metres)
  const hours = Math.round(pair.hours)
  const place =
    metres === undefined ? [] : [metres < HERE_METRES ? t('why.here') : t('why.metres', { metres: String(metres) })]
  const street = pair.housesApart === 0 ? [t('why.house')] : pair.sameStreet === true ? [t('why.street')] : []
  const time =
    hours < DAYS_FROM_HOURS ? t('why.hours', { hours }) : t('why.days', { days: Math.round(hours / HOURS_A_DAY) })
  return [
    ...place,
    ...street,
    t(`why.${pair.kin}`),
    time,
    ...(pair.words !== null && pair.sameLanguage && pair.words.stems >= ALIKE_STEMS ? [t('why.words')] : []),
    ...(pair.sameNumbers === true ? [t('why.number')] : []),
    ...(pair.bitsApart !== null && pair.bitsApart <= ALIKE_BITS ? [t('why.photos')] : []),
  ]
}
