import type { Language } from '#core/i18n/language.ts'
import { Details } from '#web/components/details/details.tsx'
import { Table } from '#web/components/table/table.tsx'
import { numberWords, timeWords } from '../../pages/value-words.ts'
import type { Doubted } from '../doubted.ts'
import { microsecondsOf } from '../../model.ts'
import { METHOD_PATH } from '../method-path.ts'
import { messages } from '../messages.ts'
import { messages as occasionWords } from '../occasions/messages.ts'
import { namedAt } from '../occasions/occasion-store.ts'
import type { Occasion } from '../occasions/occasion.ts'
import type { RuleSet } from '../rules.ts'
import { limitWords, type Level } from '../test-words.ts'

/** So many doubtful values are told one by one. */
const MOST_TOLD = 20

interface GreyBlockProps {
  readonly language: Language
  /** Unit of the datastream. */
  readonly measured: { readonly ucum: string | null; readonly symbol: string | null; readonly property: string | null }
  readonly doubted: readonly Doubted[]
  /** Versions of the rules of its property. */
  readonly versions: readonly RuleSet[]
  /** What happened there in that part of time. */
  readonly occasions: readonly Occasion[]
}

/** Why values are grey: which tests spoke, by which limit, of which version. Nothing when none is. */
export function GreyBlock({ language, measured, doubted, versions, occasions }: GreyBlockProps) {
  const t = messages(language)
  const { property } = measured
  if (doubted.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">{t('grey.title')}</h2>
      <p class="govuk-body">{t('grey.count', { count: doubted.length })}</p>
      <Details summary={t('grey.why')}>
        <Table
          caption={t('grey.table')}
          captionSize="s"
          stack
          head={[t('grey.when'), t('grey.value'), t('grey.thought'), t('grey.because')]}
          rows={doubted
            .slice(0, MOST_TOLD)
            .map((one) => [
              timeWords(one.at, one.until, language),
              numberWords(one.number, measured, language),
              t(one.flag === 4 ? 'flag.4' : 'flag.3'),
              <Reasons one={one} versions={versions} occasions={occasions} language={language} />,
            ])}
        />
        {doubted.length > MOST_TOLD && <p class="govuk-body">{t('grey.newest', { count: MOST_TOLD })}</p>}
        <p class="govuk-body">{t('grey.true')}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}${METHOD_PATH}${property === null ? '' : `#${property}`}`}>
            {t('grey.method')}
          </a>
        </p>
      </Details>
    </>
  )
}

function Reasons({
  one,
  versions,
  occasions,
  language,
}: { readonly one: Doubted } & Omit<GreyBlockProps, 'doubted' | 'measured'>) {
  const t = messages(language)
  const rules = versions.find(({ version }) => version === one.rules)
  const said = (tests: readonly string[], level: Level) =>
    tests.flatMap((test) => {
      const rule = rules?.rules.find((known) => known.test === test)
      if (rule === undefined || rules === undefined) return []
      const limit = limitWords(rule, level, { unit: rules.unit, language })
      return [`${t(`test.${rule.test}`)} ${limit ?? ''}`.trim()]
    })
  return (
    <>
      {[...said(one.failed, 'fail'), ...said(one.suspect, 'suspect')].map((words) => (
        <>
          {words}
          <br />
        </>
      ))}
      {namedAt(occasions, momentOf(one)).map(({ words, language: its }) => (
        <>
          {occasionWords(language)('then')} <span lang={its}>{words}</span>
          <br />
        </>
      ))}
      {t('grey.rules', { version: one.rules })}
    </>
  )
}

function momentOf({ at, until }: Doubted): { at: number; until: number | null } {
  return { at: microsecondsOf(at), until: until === null ? null : microsecondsOf(until) }
}
