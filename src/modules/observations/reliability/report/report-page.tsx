import { longDate, numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { BarChart } from '#web/charts/bar-chart.tsx'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import type { AlertStream } from '../../alerts/alerts.ts'
import { titleOf } from '../../called.ts'
import { CalibrationBlock } from '../../calibrating/pages/calibration-block.tsx'
import { messages as pageWords } from '../../pages/messages.ts'
import { HOW_PATH } from '../how-path.ts'
import { messages } from '../messages.ts'
import type { objectionState } from '../objection/objection-store.ts'
import type { KeptScore } from '../score-store.ts'
import { PartsTable } from './parts-table.tsx'
import { TestsTable } from './tests-table.tsx'
import { bandOfScore, shareOf, type Report } from './told.ts'
import { UsesTable } from './uses-table.tsx'

interface ReportPageProps {
  readonly view: View
  readonly stream: AlertStream
  readonly report: Report
  /** How the last objection of its owner stands. */
  readonly objected: Awaited<ReturnType<typeof objectionState>>
  /** Whether the visitor objects for its owner. */
  readonly mayObject: boolean
  readonly calibrated: Omit<Parameters<typeof CalibrationBlock>[0], 'datastream' | 'language'>
}

const OBJECTED = {
  open: 'report.objected',
  agreed: 'report.objectedAgreed',
  refused: 'report.objectedRefused',
} as const

/** How far one datastream can be relied on: the score with its parts, what its owner can do, and what it may be used for. */
export function ReportPage({ view, stream, report, objected, mayObject, calibrated }: ReportPageProps) {
  const { language } = view
  const t = messages(language)
  const name = titleOf(stream.called, language)
  const title = t('report.title', { name })
  const own = `/${language}/sensors/datastreams/${stream.id}`
  const { score, months, tests } = report
  return (
    <Page
      view={view}
      title={title}
      description={title}
      above={
        <Breadcrumbs
          crumbs={[
            { text: pageWords(language)('menu'), href: `/${language}/sensors` },
            { text: name, href: own },
            { text: t('report.crumb') },
          ]}
        />
      }
      {...(score && { linked: { modified: score.scoredAt } })}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {score === undefined ? <InsetText>{t('report.none')}</InsetText> : <Score score={score} language={language} />}
      {objected !== undefined && (
        <InsetText>{t(OBJECTED[objected.outcome ?? 'open'], { date: longDate(objected.madeAt, language) })}</InsetText>
      )}
      {mayObject && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/staff/datastreams/${stream.id}/objection`}>
            {t('object.link')}
          </a>
        </p>
      )}
      {score !== undefined && (
        <>
          <PartsTable score={score} property={stream.property} language={language} />
          <UsesTable objections={score.objections} language={language} />
        </>
      )}
      <TestsTable tests={tests} property={stream.property} stream={stream.id} language={language} />
      <BarChart
        id="uptime"
        title={t('uptime.title')}
        csv={`/api/datastreams/${stream.id}/uptime.csv`}
        bars={months.map((month) => {
          const share = shareOf(month)
          return { name: monthName(month.from, language), value: share === null ? null : Math.round(share * 100) }
        })}
        inTime
        direction="lying"
        written={(value) => percent(value / 100, language)}
        missing={t('uptime.gap')}
        empty={t('uptime.empty')}
        notes={[t('uptime.of')]}
      />
      <CalibrationBlock {...calibrated} datastream={stream.id} language={language} />
      <h2 class="govuk-heading-m">{t('report.files')}</h2>
      <ul class="govuk-list">
        <li>
          <a class="govuk-link" href={own}>
            {t('report.toStream')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`/api/datastreams/${stream.id}/reliability`}>
            {t('report.json')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`/${language}${HOW_PATH}#score`}>
            {t('how.link')}
          </a>
        </li>
      </ul>
    </Page>
  )
}

function Score({ score, language }: { readonly score: KeptScore; readonly language: Language }) {
  const t = messages(language)
  const band = bandOfScore(score.score)
  return (
    <>
      <p class="govuk-heading-m">
        {score.score === null || band === null
          ? t('report.unknown')
          : t('report.scored', { score: score.score, band: t(`band.${band}`) })}
      </p>
      {score.score === null && <p class="govuk-body">{t('report.unknownWhy')}</p>}
      <p class="govuk-body">
        {t('report.window', {
          from: longDate(score.from, language),
          until: longDate(score.until.subtract({ milliseconds: 1 }), language),
          certainty: percent(score.certainty / 100, language),
        })}
      </p>
      <h2 class="govuk-heading-m">{t('todo.title')}</h2>
      <p class="govuk-body">{score.advice === null ? t('todo.nothing') : t(`advice.${score.advice}`)}</p>
    </>
  )
}

function percent(share: number, language: Language): string {
  return numberText(share, language, { style: 'percent', maximumFractionDigits: 0 })
}

/** "november 2026". */
function monthName(at: Temporal.Instant, language: Language): string {
  return at
    .toZonedDateTimeISO('Europe/Brussels')
    .toPlainDate()
    .toLocaleString(language, { month: 'long', year: 'numeric' })
}
