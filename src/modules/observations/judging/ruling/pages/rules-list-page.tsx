import { longDate, numberText, dayOf } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { propertyWords } from '../../../called.ts'
import { propertyOf } from '../../../vocabulary/vocabulary.ts'
import { METHOD_PATH } from '../../method-path.ts'
import type { RuleSet } from '../../rules.ts'
import { messages } from '../messages.ts'
import { RULES_PATH } from '../office.ts'
import type { FlaggedShare } from '../sample-store.ts'

interface RulesListPageProps {
  readonly view: View
  readonly inForce: ReadonlyMap<string, RuleSet>
  /** Words of the vocabulary that are measured. */
  readonly measured: readonly string[]
  /** Of the last month. */
  readonly flagged: readonly FlaggedShare[]
  /** Properties with rules that are being prepared. */
  readonly drafts: ReadonlySet<string>
}

/** By which rules the values of each property are judged, and what came of it in the last month. */
export function RulesListPage({ view, inForce, measured, flagged, drafts }: RulesListPageProps) {
  const { language } = view
  const t = messages(language)
  const share = new Map(flagged.map((one) => [one.property, one]))
  const numbers = measured.filter((word) => propertyOf(word)?.ucum != null)
  const all = [...new Set([...inForce.keys(), ...numbers])]
    .map((property) => ({ property, name: propertyWords({ property, propertyName: property }, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  return (
    <Page
      view={view}
      title={t('list.title')}
      wide
      above={<BackLink href={`/${language}/staff/sensors`} text={t('list.back')} />}
    >
      <h1 class="govuk-heading-l">{t('list.title')}</h1>
      <p class="govuk-body">{t('list.intro')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}${METHOD_PATH}`}>
          {t('list.method')}
        </a>
      </p>
      <Table
        caption={t('list.caption')}
        captionSize="s"
        stack
        head={[t('list.property'), t('list.version'), t('list.values'), t('list.suspect'), t('list.failed')]}
        rows={all.map(({ property, name }) => {
          const its = share.get(property)
          const part = (count: number | undefined) => {
            if (its === undefined || its.values === 0) return '–'
            return numberText((count ?? 0) / its.values, language, { style: 'percent', maximumFractionDigits: 2 })
          }
          return [
            <a class="govuk-link" href={`/${language}${RULES_PATH}/${property}${drafts.has(property) ? '/draft' : ''}`}>
              {name}
            </a>,
            `${versionWords(inForce.get(property), language)}${drafts.has(property) ? ` ${t('list.draft')}` : ''}`,
            { text: numberText(its?.values ?? 0, language, {}), format: 'numeric' as const },
            { text: part(its?.suspect), format: 'numeric' as const },
            { text: part(its?.failed), format: 'numeric' as const },
          ]
        })}
      />
      <p class="govuk-body">{t('list.counted')}</p>
    </Page>
  )
}

/** "version 3, since 2 March 2026". */
export function versionWords(rules: RuleSet | undefined, language: View['language']): string {
  const t = messages(language)
  if (rules === undefined || (rules.version === 0 && rules.rules.length === 0)) return t('version.none')
  if (rules.begunAt === null) return t('version.proposed')
  return t('version.since', { version: rules.version, date: longDate(dayOf(rules.begunAt), language) })
}
