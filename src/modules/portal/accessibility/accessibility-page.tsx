import type { JSX } from 'preact'
import { longDate } from '#core/i18n/format.ts'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { dateOf, KNOWN_GAPS, type LastRun } from './last-run.ts'

interface AccessibilityPageProps {
  readonly view: View
  readonly lastRun: LastRun
  /** Where people write to; absent: they ask their municipality. */
  readonly contact: string | undefined
}

/**
 * The accessibility statement, with what the law asks of it (Implementing Decision (EU) 2018/1523): how far the square complies,
 * what is not accessible and why, how and when that was found, where to say that something is wrong, and who decides when
 * no good answer comes.
 */
export function AccessibilityPage({ view, lastRun, contact }: AccessibilityPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const { open, behind, engine } = lastRun
  const violations = [...open.violations, ...behind.violations]
  const date = dateOf(lastRun)
  return (
    <Page
      view={view}
      title={t('accessible.title')}
      description={t('accessible.description')}
      linked={{ kind: 'AboutPage', modified: date }}
    >
      <h1 class="govuk-heading-l">{t('accessible.title')}</h1>
      <p class="govuk-body-l">{t('accessible.lead')}</p>
      <h2 class="govuk-heading-m">{t('accessible.howFar')}</h2>
      <p class="govuk-body">{t(violations.length === 0 ? 'accessible.nearly' : 'accessible.partly')}</p>
      <h2 class="govuk-heading-m">{t('accessible.gaps')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {KNOWN_GAPS.map((gap) => (
          <li>{t(`accessible.gap.${gap}`)}</li>
        ))}
        {violations.map((violation) => (
          <li lang="en">{violation}</li>
        ))}
      </ul>
      <h2 class="govuk-heading-m">{t('accessible.tested')}</h2>
      <SummaryList
        rows={[
          { key: t('accessible.date'), value: longDate(date, language) },
          { key: t('accessible.pages'), value: String(open.pages) },
          { key: t('accessible.behind'), value: String(behind.pages) },
          { key: t('accessible.with'), value: engine },
          { key: t('accessible.against'), value: t('accessible.standards') },
          { key: t('accessible.found'), value: String(violations.length) },
        ]}
      />
      <p class="govuk-body">{t('accessible.method')}</p>
      <h2 class="govuk-heading-m">{t('accessible.wrong')}</h2>
      {contact === undefined ? (
        <p class="govuk-body">{t('accessible.tellMunicipality')}</p>
      ) : (
        <p class="govuk-body">
          {t('accessible.tell')}{' '}
          <a class="govuk-link" href={`mailto:${contact}`}>
            {contact}
          </a>
        </p>
      )}
      <p class="govuk-body">
        {t('accessible.noAnswer')}{' '}
        <a class="govuk-link" href="https://www.vlaamseombudsdienst.be" rel="external">
          {t('accessible.ombudsman')}
        </a>
      </p>
    </Page>
  )
}
