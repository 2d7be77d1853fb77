import { dateAndTime, dayOf, longDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages as pageWords } from '../../pages/messages.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'
import { messages } from '../messages.ts'
import { messages as occasionWords } from '../occasions/messages.ts'
import type { Occasion } from '../occasions/occasion.ts'
import type { RuleSet } from '../rules.ts'
import { messages as rulingWords } from '../ruling/messages.ts'
import { RULES_PATH } from '../ruling/office.ts'
import { limitWords } from '../test-words.ts'

interface MethodPageProps {
  readonly view: View
  /** Those in force. */
  readonly ruleSets: readonly RuleSet[]
  /** What happened in the last year, the newest first. */
  readonly occasions: readonly Occasion[]
  /** Whether the visitor changes them. */
  readonly mayChange: boolean
}

/** What every value is asked, by which limits, for everybody: made of the rules in force. */
export function MethodPage({ view, ruleSets, occasions, mayChange }: MethodPageProps) {
  const { language } = view
  const t = messages(language)
  const named = ruleSets
    .map((rules) => ({ rules, name: propertyOf(rules.property)?.label[language] ?? rules.property }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language))
  return (
    <Page
      view={view}
      title={t('method.title')}
      description={t('method.intro')}
      wide
      above={
        <Breadcrumbs
          crumbs={[{ text: pageWords(language)('menu'), href: `/${language}/sensors` }, { text: t('method.title') }]}
        />
      }
    >
      <h1 class="govuk-heading-l">{t('method.title')}</h1>
      <p class="govuk-body">{t('method.intro')}</p>
      <p class="govuk-body">{t('method.flags')}</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>{t('method.good')}</li>
        <li>{t('method.untested')}</li>
        <li>{t('method.suspect')}</li>
        <li>{t('method.failed')}</li>
      </ul>
      <p class="govuk-body">{t('grey.true')}</p>
      <p class="govuk-body">{t('method.neighbours')}</p>
      {mayChange && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}${RULES_PATH}`}>
            {rulingWords(language)('method.change')}
          </a>
        </p>
      )}
      {named.map(({ rules, name }) => (
        <Rules rules={rules} name={name} language={language} />
      ))}
      {occasions.length > 0 && <Occasions occasions={occasions} language={language} />}
    </Page>
  )
}

function Occasions({ occasions, language }: { readonly occasions: readonly Occasion[]; readonly language: Language }) {
  const t = occasionWords(language)
  return (
    <>
      <h2 class="govuk-heading-m" id="occasions">
        {t('method.title')}
      </h2>
      <p class="govuk-body">{t('method.intro')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {occasions.map(({ words, language: its, from, until }) => (
          <li>
            <span lang={its}>{words}</span> ({dateAndTime(from, language)} – {dateAndTime(until, language)})
          </li>
        ))}
      </ul>
    </>
  )
}

function Rules({
  rules,
  name,
  language,
}: {
  readonly rules: RuleSet
  readonly name: string
  readonly language: Language
}) {
  const t = messages(language)
  const words = { unit: rules.unit, language }
  return (
    <>
      <h2 class="govuk-heading-m" id={rules.property}>
        {name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1)}
      </h2>
      <p class="govuk-body">
        {rules.begunAt === null
          ? t('method.proposed')
          : t('method.version', { version: rules.version, date: longDate(dayOf(rules.begunAt), language) })}{' '}
        {rules.reason}
      </p>
      <Table
        caption={t('method.table', { property: name })}
        captionSize="s"
        stack
        head={[t('method.test'), t('method.suspectWhen'), t('method.failedWhen')]}
        rows={rules.rules.map((rule) => [
          t(`test.${rule.test}`),
          limitWords(rule, 'suspect', words) ?? t('method.never'),
          limitWords(rule, 'fail', words) ?? t('method.never'),
        ])}
      />
      {rules.sources.length > 0 && (
        <Details summary={t('method.sources', { property: name })}>
          <ul class="govuk-list govuk-list--bullet" lang="en">
            {rules.sources.map((source) => (
              <li>{source}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}
