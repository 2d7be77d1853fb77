import { numberText } from '#core/i18n/format.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { demandOf, PARTS, QUESTIONS, WEIGHTS } from '../../comparison/index.ts'
import { messages as pageWords } from '../../pages/messages.ts'
import { messages } from '../messages.ts'

/** What is looked at; the names are the anchors of the reasons of a comparison. */
export const TOPICS = [
  'property',
  'unit',
  'averaging',
  'height',
  'siting',
  'calibration',
  'uncertainty',
  'coverage',
  'uptime',
] as const

/** How it is decided whether sensors may be compared, and how a score is made, for everybody. */
export function HowPage({ view }: { readonly view: View }) {
  const { language } = view
  const t = messages(language)
  const percent = (share: number) => numberText(share, language, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <Page
      view={view}
      title={t('how.title')}
      description={t('how.intro')}
      above={
        <Breadcrumbs
          crumbs={[{ text: pageWords(language)('menu'), href: `/${language}/sensors` }, { text: t('how.title') }]}
        />
      }
    >
      <h1 class="govuk-heading-l">{t('how.title')}</h1>
      <p class="govuk-body">{t('how.intro')}</p>
      <p class="govuk-body">{t('how.scale')}</p>
      {TOPICS.map((topic) => (
        <>
          <h2 class="govuk-heading-m" id={topic}>
            {t(`how.${topic}.title`)}
          </h2>
          <p class="govuk-body">{t(`how.${topic}`)}</p>
        </>
      ))}
      <h2 class="govuk-heading-m" id="score">
        {t('how.score.title')}
      </h2>
      <p class="govuk-body">{t('how.score')}</p>
      <Table
        caption={t('report.parts')}
        captionSize="s"
        head={[t('report.part'), { text: t('report.weight'), format: 'numeric' }]}
        rows={PARTS.map((part) => [t(`part.${part}`), { text: String(WEIGHTS[part]), format: 'numeric' }])}
      />
      <p class="govuk-body">{t('report.worst')}</p>
      <h2 class="govuk-heading-m" id="questions">
        {t('how.questions.title')}
      </h2>
      <Table
        caption={<span class="govuk-visually-hidden">{t('how.questions.title')}</span>}
        stack
        head={[t('use.question'), t('how.worstClass'), t('how.leastCoverage'), t('how.leastScore'), t('how.place')]}
        rows={QUESTIONS.map((question) => {
          const { worstClass, leastCoverage, leastScore, asksPlace } = demandOf(question)
          return [
            t(`question.${question}`),
            String(worstClass),
            percent(leastCoverage),
            String(leastScore),
            t(asksPlace ? 'use.yes' : 'use.no'),
          ]
        })}
      />
      <p class="govuk-body">{t('how.whole')}</p>
    </Page>
  )
}
