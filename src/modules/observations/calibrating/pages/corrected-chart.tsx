import { dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { BandChart } from '#web/charts/band-chart.tsx'
import { rangeWords } from '../../pages/datastream-chart.tsx'
import type { Shown } from '../../pages/period.ts'
import { colon, numberWords, unitSign } from '../../pages/value-words.ts'
import type { CorrectedFigures } from '../corrected-figures.ts'
import { messages } from '../messages.ts'

interface CorrectedChartProps {
  readonly language: Language
  readonly property: string
  readonly shown: Shown
  readonly figures: CorrectedFigures
}

/** What a reference would have said beside what a sensor said: a line with its 95 % band, and the raw line. */
export function CorrectedChart({ language, property, shown, figures }: CorrectedChartProps) {
  const t = messages(language)
  const { span, unit, bands, moments, raw } = figures
  const measured = { ucum: unit, symbol: null }
  const sign = unitSign(measured)
  const range = rangeWords(shown, language)
  const hasBands = bands.some((band) => band !== null)
  return (
    <BandChart
      id="values"
      title={`${t('chart.title', { name: property })}${sign === '' ? '' : ` (${sign})`}`}
      csv={figures.csv}
      along={hasBands ? (span === 'day' ? moments.map((moment) => dayOf(moment)) : moments) : []}
      ranges={hasBands ? bands : []}
      names={{ lower: t('chart.low'), middle: t('values.corrected'), upper: t('chart.high') }}
      beside={hasBands && raw ? { name: t('chart.raw'), values: raw } : undefined}
      written={(value) => numberWords(value, measured, language)}
      missing={t('chart.missing')}
      empty={`${range}${colon(language)}${t('chart.none')}`}
      notes={[`${range}.`, t('chart.note')]}
    />
  )
}

/** Links between values as measured and corrected ones; works without a script. */
export function ValuesChoice({
  language,
  path,
  isCorrected,
}: {
  readonly language: Language
  /** Of the page, with the part of time that it shows. */
  readonly path: string
  readonly isCorrected: boolean
}) {
  const t = messages(language)
  const choices = [
    { text: t('values.raw'), href: path, isChosen: !isCorrected },
    { text: t('values.corrected'), href: `${path}&values=corrected`, isChosen: isCorrected },
  ]
  return (
    <nav class="govuk-body" aria-label={t('values.label')}>
      <ul class="sp-legend">
        {choices.map(({ text, href, isChosen }) => (
          <li>
            {isChosen ? (
              <strong aria-current="true">{text}</strong>
            ) : (
              <a class="govuk-link" href={href} rel="nofollow">
                {text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
