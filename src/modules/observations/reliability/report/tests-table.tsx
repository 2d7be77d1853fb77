import type { Language } from '#core/i18n/language.ts'
import { Table } from '#web/components/table/table.tsx'
import { messages as judgingWords } from '../../judging/messages.ts'
import { METHOD_PATH } from '../../judging/method-path.ts'
import { messages } from '../messages.ts'
import type { TestSpoke } from '../report-store.ts'

/** What its owner can do when a test speaks often. */
const HINTS = {
  'gross-range': 'hint.broken',
  climatology: 'hint.broken',
  'percentile-range': 'hint.near',
  spike: 'hint.near',
  'rate-of-change': 'hint.near',
  'flat-line': 'hint.clean',
  'attenuated-signal': 'hint.clean',
  consistency: 'hint.clean',
  'time-gap': 'hint.power',
  'impossible-date': 'hint.clock',
  location: 'hint.place',
  'robust-consistency': 'hint.move',
  buddy: 'hint.move',
  'spatial-consistency': 'hint.move',
  isolation: 'hint.place',
} as const

interface TestsTableProps {
  readonly tests: readonly TestSpoke[]
  readonly property: string | null
  readonly stream: number
  readonly language: Language
}

/** Why values are grey: how often each test spoke, and what its owner can do about it. */
export function TestsTable({ tests, property, language }: TestsTableProps) {
  const t = messages(language)
  const judging = judgingWords(language)
  const known = tests.flatMap((one) => (one.test in HINTS ? [{ ...one, test: one.test as keyof typeof HINTS }] : []))
  return (
    <>
      <h2 class="govuk-heading-m">{t('tests.title')}</h2>
      {known.length === 0 ? (
        <p class="govuk-body">{t('tests.none')}</p>
      ) : (
        <>
          <Table
            caption={t('tests.table')}
            captionSize="s"
            stack
            head={[
              t('tests.test'),
              { text: t('tests.suspect'), format: 'numeric' },
              { text: t('tests.failed'), format: 'numeric' },
              t('tests.todo'),
            ]}
            rows={known.map(({ test, suspect, failed }) => [
              judging(`test.${test}`),
              { text: String(suspect), format: 'numeric' as const },
              { text: String(failed), format: 'numeric' as const },
              t(HINTS[test]),
            ])}
          />
          <p class="govuk-body">{t('tests.hours')}</p>
          <p class="govuk-body">{judging('grey.true')}</p>
        </>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}${METHOD_PATH}${property === null ? '' : `#${property}`}`}>
          {judging('grey.method')}
        </a>
      </p>
    </>
  )
}
