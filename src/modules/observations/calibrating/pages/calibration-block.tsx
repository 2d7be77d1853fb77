import { longDate, numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Details } from '#web/components/details/details.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { numberWords } from '../../pages/value-words.ts'
import type { KeptCalibration } from '../calibration-store.ts'
import type { ClockShift } from '../clock-store.ts'
import { messages } from '../messages.ts'
import { usualHalfWidth } from '../state.ts'

interface CalibrationBlockProps {
  readonly language: Language
  readonly datastream: number
  readonly isReference: boolean
  /** The one in force; undefined when there is none. */
  readonly calibration: KeptCalibration | undefined
  /** What staff accepted last about its clock. */
  readonly shift: ClockShift | undefined
  /** Whether corrected values can be asked for. */
  readonly mayCorrect: boolean
  /** Whether the visitor says what others are calibrated with. */
  readonly maySet: boolean
}

/** How right a sensor is, as far as anybody knows: verdict, interval and figures, and what it stood beside. */
export function CalibrationBlock(props: CalibrationBlockProps) {
  const { language, datastream, isReference, calibration, maySet, shift } = props
  const t = messages(language)
  if (!isReference && calibration === undefined && !maySet && !isShifted(shift)) return null
  return (
    <>
      <h2 class="govuk-heading-m">{t('block.title')}</h2>
      {isReference && <p class="govuk-body">{t('block.reference')}</p>}
      {!isReference && calibration === undefined && <p class="govuk-body">{t('block.none')}</p>}
      {calibration !== undefined && <Verdict language={language} calibration={calibration} datastream={datastream} />}
      {isShifted(shift) && (
        <p class="govuk-body">
          {t('clock.noted', {
            date: longDate(Temporal.Instant.fromEpochMilliseconds(shift.from / 1000), language),
            hours: numberText(shift.addSeconds / 3600, language, {}),
          })}
        </p>
      )}
      {maySet && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/staff/datastreams/${datastream}/reference`}>
            {t('block.set')}
          </a>
        </p>
      )}
    </>
  )
}

function isShifted(shift: ClockShift | undefined): shift is ClockShift {
  return shift !== undefined && shift.addSeconds !== 0
}

function Verdict({
  language,
  calibration,
  datastream,
}: {
  readonly language: Language
  readonly calibration: KeptCalibration
  readonly datastream: number
}) {
  const t = messages(language)
  const { verdict, found, unit, begunAt, version, reference } = calibration
  const { score, rawScore } = found
  const half = usualHalfWidth(calibration)
  const words = (value: number) => numberWords(value, { ucum: unit, symbol: null }, language)
  const r2 = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 2 })
  return (
    <>
      <p class="govuk-body">{t(`verdict.${verdict}`)}</p>
      {half !== null && verdict !== 'unfit' && <p class="govuk-body">{t('block.interval', { half: words(half) })}</p>}
      <Details summary={t('block.figures')}>
        <SummaryList
          rows={[
            { key: t('figure.version'), value: t('figure.since', { version, date: longDate(begunAt, language) }) },
            ...(score === null ? [] : [{ key: t('figure.rmse'), value: words(score.rmse) }]),
            ...(rawScore === null ? [] : [{ key: t('figure.raw'), value: words(rawScore.rmse) }]),
            ...(score === null ? [] : [{ key: t('figure.r2'), value: r2(score.r2) }]),
            { key: t('figure.hours'), value: String(found.pairs) },
            ...found.shortfalls.map(({ figure, asked }) => ({
              key: t('figure.asked'),
              value: figure === 'r2' ? t('figure.askedR2', { asked: r2(asked) }) : t('figure.askedRmse', { asked: words(asked) }), // prettier-ignore
            })),
          ]}
        />
        <p class="govuk-body">{t('block.heldOut')}</p>
        <ul class="govuk-list">
          {reference !== null && (
            <li>
              <a class="govuk-link" href={`/${language}/sensors/datastreams/${reference}`}>
                {t('block.beside')}
              </a>
            </li>
          )}
          <li>
            <a class="govuk-link" href={`/api/datastreams/${datastream}/calibration`}>
              {t('block.json')}
            </a>
          </li>
        </ul>
      </Details>
    </>
  )
}
