import type { JSX } from 'preact'
import { shortDate } from '#core/i18n/format.ts'
import { Table } from '#web/components/table/table.tsx'
import type { View } from '#web/view.ts'
import { messages as reports } from '../../messages.ts'
import type { Difference } from '../differences.ts'
import { messages } from '../messages.ts'
import { whereText, type RegionWords } from '../wheres.ts'
import { nameOf } from './rule-table.tsx'

const SHOWN = 50

interface DifferencesProps {
  readonly view: View
  readonly words: RegionWords
  readonly total: number
  readonly differences: readonly Difference[]
}

/** "These 37 recent reports would go elsewhere: look." */
export function Differences({ view, words, total, differences }: DifferencesProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const body = (id: string | undefined) => (id === undefined ? t('test.asked') : (nameOf(id, words, language) ?? id))
  return (
    <>
      <p class="govuk-body">{t('test.lead')}</p>
      <p class="govuk-body">
        <strong>
          {total === 0
            ? t('test.none')
            : differences.length === 0
              ? t('test.same', { total })
              : t('test.changed', { count: differences.length, total })}
        </strong>
      </p>
      {differences.length > 0 && (
        <Table
          caption={t('test.title')}
          captionClasses="govuk-visually-hidden"
          stack
          head={[
            t('test.report'),
            t('rule.category'),
            t('rule.where'),
            t('test.day'),
            t('test.before'),
            t('test.after'),
          ]}
          rows={differences.slice(0, SHOWN).map(({ report, day, before, after }) => [
            <a class="govuk-link" href={`/${language}/reports/${report.number}`}>
              {report.number}, {shortDate(report.receivedAt, language)}
            </a>,
            reports(language)(`category.${report.category}`),
            [report.postalCode, whereText([report.municipality], words, language)].filter(Boolean).join(' '),
            shortDate(day, language),
            body(before),
            body(after),
          ])}
        />
      )}
      {differences.length > SHOWN && <p class="govuk-body">{t('test.more', { count: differences.length - SHOWN })}</p>}
    </>
  )
}
