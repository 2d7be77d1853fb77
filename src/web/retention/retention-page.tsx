import { dateAndTime } from '#core/i18n/format.ts'
import type { LastRun, RuleCount } from '#core/retention/retention.ts'
import { BackLink } from '../components/back-link/back-link.tsx'
import { Table } from '../components/table/table.tsx'
import { Page } from '../page.tsx'
import type { View } from '../view.ts'
import { messages } from './messages.ts'

interface RetentionPageProps {
  readonly view: View
  /** What each rule would delete at this moment. */
  readonly due: readonly RuleCount[]
  readonly last: readonly LastRun[]
}

/** The rules about how long things are kept, with what they did last and what they would do now. */
export function RetentionPage({ view, due, last }: RetentionPageProps) {
  const { language } = view
  const t = messages(language)
  const lastOf = (name: string) => {
    const run = last.find(({ rule }) => rule === name)
    return run === undefined
      ? t('never')
      : t('lastRun', { moment: dateAndTime(run.ranAt, language), count: run.deleted })
  }
  return (
    <Page view={view} title={t('title')} above={<BackLink href={`/${language}/operator`} />}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro')}</p>
      <Table
        caption={t('table')}
        captionSize="m"
        stack
        head={[t('what'), t('last'), { text: t('due'), format: 'numeric' }]}
        rows={due.map(({ rule, deleted }) => [
          rule.what(language),
          lastOf(rule.name),
          { text: String(deleted), format: 'numeric' },
        ])}
      />
    </Page>
  )
}
