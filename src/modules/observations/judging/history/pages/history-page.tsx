import { dateAndTime, dayOf, decimal, longDate } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { propertyWords } from '../../../called.ts'
import type { RuleSet } from '../../rules.ts'
import { RULES_PATH } from '../../ruling/office.ts'
import { messages as rulingWords } from '../../ruling/messages.ts'
import { versionWords } from '../../ruling/pages/rules-list-page.tsx'
import type { Assessment } from '../assessment-store.ts'
import { messages } from '../messages.ts'

interface HistoryPageProps {
  readonly view: View
  readonly inForce: RuleSet
  readonly now: Temporal.Instant
  /** From when on there are values; null when there are none. */
  readonly first: Temporal.Instant | null
  /** The newest first. */
  readonly assessments: readonly Assessment[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

const WEEK_SECONDS = 7 * 24 * 3600
/** What the form proposes: the last thirty days. */
const USUAL_HOURS = 30 * 24

/** Where history of a property is judged again by the rules in force: how far that is, what it changed, and from when on it goes. */
export function HistoryPage({ view, inForce, now, first, assessments, typed, errors }: HistoryPageProps) {
  const { language } = view
  const t = messages(language)
  const { property } = inForce
  const title = t('title', { property: propertyWords({ property, propertyName: property }, language) })
  const path = `/${language}${RULES_PATH}/${property}`
  const underWay = assessments.find(({ state }) => state === 'running' || state === 'paused')
  const over = assessments.filter((one) => one !== underWay)
  return (
    <Page
      view={view}
      title={title}
      form="history"
      errors={errors}
      wide
      above={<BackLink href={`/${language}${RULES_PATH}`} text={rulingWords(language)('form.back')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{rulingWords(language)('form.now', { version: versionWords(inForce, language) })}</p>
      <p class="govuk-body">{t('intro')}</p>
      {underWay !== undefined && <UnderWay view={view} one={underWay} path={path} />}
      {underWay === undefined && first === null && <p class="govuk-body">{t('error.nothing')}</p>}
      {underWay === undefined && first !== null && (
        <Form view={view} id="history" action={`${path}/history`}>
          <Input
            name="since"
            type="date"
            label={t('since')}
            hint={t('sinceHint', { first: longDate(dayOf(first), language) })}
            width={10}
            value={textOf(typed, 'since') ?? dayOf(now.subtract({ hours: USUAL_HOURS })).toString()}
            error={errorOf(errors, 'since')}
          />
          <Button>{t('begin')}</Button>
        </Form>
      )}
      {over.length > 0 && (
        <Table
          caption={t('over')}
          captionSize="s"
          stack
          head={[t('asked'), t('part'), t('version'), t('state'), t('judged'), t('stricter'), t('milder')]}
          rows={over.map((one) => [
            dateAndTime(one.begunAt, language),
            partWords(one, language),
            String(one.rules),
            t(`state.${one.state}`),
            ...[one.judged, one.stricter + one.hoursStricter, one.milder + one.hoursMilder].map((count) => ({
              text: decimal(count, language),
              format: 'numeric' as const,
            })),
          ])}
        />
      )}
    </Page>
  )
}

/** Which part of time was judged: of one that was stopped, how far it came. */
function partWords({ state, since, doneTo, until }: Assessment, language: View['language']): string {
  const t = messages(language)
  const from = state === 'stopped' ? doneTo : since
  if (Temporal.Instant.compare(from, until) >= 0) return t('partNone')
  return t('partIs', { from: longDate(dayOf(from), language), until: longDate(dayOf(until), language) })
}

function UnderWay({ view, one, path }: { readonly view: View; readonly one: Assessment; readonly path: string }) {
  const { language } = view
  const t = messages(language)
  const weeks = (from: Temporal.Instant) => Math.ceil(from.until(one.until).total('seconds') / WEEK_SECONDS)
  return (
    <>
      <h2 class="govuk-heading-m">{t(`state.${one.state}`)}</h2>
      <p class="govuk-body">
        {t('progress', { done: weeks(one.doneTo), all: weeks(one.since), since: longDate(dayOf(one.since), language) })}
      </p>
      <p class="govuk-body">
        {t('changed', { judged: one.judged, stricter: one.stricter, milder: one.milder })}{' '}
        {t('changedHours', { stricter: one.hoursStricter, milder: one.hoursMilder })}
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}/history`}>
          {t('again')}
        </a>
      </p>
      <Form view={view} id="turn" action={`${path}/history/turn`}>
        <input type="hidden" name="assessment" value={one.id} />
        <div class="govuk-button-group">
          {one.state === 'running' ? (
            <Button name="to" value="paused">
              {t('pause')}
            </Button>
          ) : (
            <Button name="to" value="running">
              {t('goOn')}
            </Button>
          )}
          <Button kind="warning" name="to" value="stopped">
            {t('stop')}
          </Button>
        </div>
      </Form>
      <p class="govuk-body">{t('stopHint')}</p>
    </>
  )
}
