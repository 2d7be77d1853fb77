import type { Language } from '#core/i18n/language.ts'
import { messages } from '../messages.ts'
import { bandOfScore } from '../report/told.ts'

interface ScoreLineProps {
  readonly datastream: number
  /** Undefined: not scored yet. */
  readonly score: number | null | undefined
  readonly language: Language
}

/** The band of a datastream in a line, with the way to its report. */
export function ScoreLine({ datastream, score, language }: ScoreLineProps) {
  const t = messages(language)
  const band = bandOfScore(score)
  return (
    <p class="govuk-body">
      {band === null || score == null ? t('score.lineUnknown') : t('score.line', { band: t(`band.${band}`), score })}
      {'. '}
      <a class="govuk-link" href={`/${language}/sensors/datastreams/${datastream}/report`}>
        {t('score.link')}
      </a>
      {'. '}
      <a class="govuk-link" href={`/${language}/sensors/compare?datastream=${datastream}`} rel="nofollow">
        {t('compare.link')}
      </a>
    </p>
  )
}
