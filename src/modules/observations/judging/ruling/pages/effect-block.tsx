import { decimal, longDate, dayOf } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Table } from '#web/components/table/table.tsx'
import { titleOf, type Called } from '../../../called.ts'
import { messages as testWords } from '../../messages.ts'
import { isTimeTest } from '../../rules.ts'
import type { Draft } from '../draft-store.ts'
import { change, type Effect, type Flagged } from '../effect.ts'
import { messages } from '../messages.ts'

interface EffectBlockProps {
  readonly language: Language
  readonly draft: Draft
  /** What datastreams are called, of those that can be seen. */
  readonly called: ReadonlyMap<number, Called>
  /** Address of the page, to look again while the work is under way. */
  readonly again: string
}

/** What a draft would have done in the last month; as long as that is not known, how far the work is. */
export function EffectBlock({ language, draft, called, again }: EffectBlockProps) {
  const t = messages(language)
  const { effect, done, parts } = draft
  return (
    <>
      <h2 class="govuk-heading-m">{t('effect.title')}</h2>
      {effect === null ? (
        <>
          <p class="govuk-body">{parts === null ? t('effect.waits') : t('effect.progress', { done, parts })}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={again}>
              {t('effect.again')}
            </a>
          </p>
        </>
      ) : (
        <Found language={language} effect={effect} called={called} />
      )}
    </>
  )
}

function Found({
  language,
  effect,
  called,
}: Pick<EffectBlockProps, 'language' | 'called'> & { readonly effect: Effect }) {
  const t = messages(language)
  const { streams, hours, values, means, total, tests, changed } = effect
  const date = (moment: string) => longDate(dayOf(Temporal.Instant.from(moment)), language)
  const shown = changed.flatMap((one) => {
    const its = called.get(one.datastream)
    return its === undefined ? [] : [{ ...one, title: titleOf(its, language) }]
  })
  if (streams.all === 0) return <p class="govuk-body">{t('effect.nothing')}</p>
  return (
    <>
      <p class="govuk-body">
        {t('effect.looked', {
          from: date(effect.from),
          until: date(effect.until),
          looked: streams.looked,
          all: streams.all,
          values,
        })}{' '}
        {streams.looked < streams.all && t('effect.sample')}
        {hours.all > 0 && ` ${t('effect.hours', { looked: hours.looked, all: hours.all, means })}`}
      </p>
      <Table
        caption={t('effect.caption')}
        captionSize="s"
        stack
        head={HEAD.map((key) => t(key))}
        rows={[
          ...tests.map((one) => [
            `${testWords(language)(`test.${one.test}`)} ${isTimeTest(one.test) ? '' : t('effect.inHours')}`.trim(),
            ...cells(one.now, one.draft, language),
          ]),
          [t('effect.total'), ...cells(total.now, total.draft, language)],
        ]}
      />
      <p class="govuk-body">{change(total) === 0 ? t('effect.noChange') : t('effect.other')}</p>
      {shown.length > 0 && (
        <Table
          caption={t('effect.changed')}
          captionSize="s"
          stack
          head={[t('effect.sensor'), ...HEAD.slice(1).map((key) => t(key))]}
          rows={shown.map(({ datastream, title, now, draft }) => [
            <a class="govuk-link" href={`/${language}/sensors/datastreams/${datastream}`}>
              {title}
            </a>,
            ...cells(now, draft, language),
          ])}
        />
      )}
    </>
  )
}

const HEAD = [
  'effect.test',
  'effect.suspectNow',
  'effect.suspectThen',
  'effect.failedNow',
  'effect.failedThen',
] as const

function cells(now: Flagged, draft: Flagged, language: Language) {
  return [now.suspect, draft.suspect, now.failed, draft.failed].map((count) => ({
    text: decimal(count, language),
    format: 'numeric' as const,
  }))
}
