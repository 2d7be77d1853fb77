import type { JSX } from 'preact'
import { longDate } from '#core/i18n/format.ts'
import { bodyName, REGION_OFFICE, type Body } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Input } from '#web/components/input/input.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { Difference } from '../differences.ts'
import { messages } from '../messages.ts'
import type { TableVersion } from '../store.ts'
import type { RegionWords } from '../wheres.ts'
import { Differences } from './differences-table.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleTable } from './rule-table.tsx'

export interface RoutingPageProps {
  readonly view: View
  readonly body: Body
  readonly words: RegionWords
  readonly inForce: TableVersion | undefined
  /** Rules of the region that say something about this municipality. */
  readonly ofRegion: TableVersion | undefined
  readonly draft: TableVersion | undefined
  /** What the draft changes; undefined without one. */
  readonly test: { readonly total: number; readonly differences: readonly Difference[] } | undefined
  readonly versions: readonly TableVersion[]
  /** Names of bodies that the draft sends reports to, and for which nobody works on the square. */
  readonly silent: readonly string[]
  readonly today: Temporal.PlainDate
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Who answers for what: the rules in force, the draft with what it would change, and the versions of before. */
export function RoutingPage(props: RoutingPageProps): JSX.Element {
  const { view, body, words, inForce, ofRegion, draft, errors } = props
  const { language } = view
  const t = messages(language)
  const at = `/${language}/staff/routing/${body.id}`
  const title = t('title', { body: bodyName(body, language) })
  return (
    <Page view={view} title={title} errors={errors} wide>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('intro')}</p>
      <p class="govuk-body">{t('order')}</p>

      <h2 class="govuk-heading-m">{t('inForce')}</h2>
      {inForce?.inForceFrom && (
        <p class="govuk-hint">
          {t('inForceSince', { version: String(inForce.version), date: longDate(inForce.inForceFrom, language) })}
        </p>
      )}
      <RuleTable view={view} caption={t('inForce')} rules={inForce?.rules ?? []} words={words} />
      {ofRegion !== undefined && (
        <>
          <h2 class="govuk-heading-m">{t('ofRegion')}</h2>
          <RuleTable view={view} caption={t('ofRegion')} rules={ofRegion.rules} words={words} />
        </>
      )}
      {draft === undefined ? (
        <Form view={view} action={`${at}/draft`}>
          <Button name="from" value="in-force">
            {t('begin')}
          </Button>{' '}
          {body.id === REGION_OFFICE && inForce === undefined && (
            <Button kind="secondary" name="from" value="proposal">
              {t('proposal')}
            </Button>
          )}
        </Form>
      ) : (
        <Draft {...props} draft={draft} at={at} />
      )}
      <Coming {...props} at={at} />
      <Versions {...props} />
    </Page>
  )
}

function Draft(props: RoutingPageProps & { readonly draft: TableVersion; readonly at: string }) {
  const { view, body, words, draft, at, test, silent, errors, typed, today } = props
  const t = messages(view.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('draft')}</h2>
      <RuleTable view={view} caption={t('draft')} rules={draft.rules} words={words} changeAt={at} />
      <RuleForm view={view} body={body} words={words} rules={draft.rules} at={at} typed={typed} errors={errors} />
      {test !== undefined && (
        <>
          <h3 class="govuk-heading-s">{t('test.title')}</h3>
          <form method="get" action={at}>
            <Input
              name="day"
              type="date"
              label={t('publish.from')}
              hint={t('test.fromHint')}
              width={10}
              value={textOf(typed, 'inForceFrom') ?? today.toString()}
            />
            <Button kind="secondary">{t('test.look')}</Button>
          </form>
          <Differences view={view} words={words} {...test} />
        </>
      )}
      {silent.length > 0 && <InsetText>{t('silent', { bodies: silent.join(', ') })}</InsetText>}
      <h3 class="govuk-heading-s">{t('publish.title')}</h3>
      <Form view={view} action={`${at}/publish`}>
        <input type="hidden" name="version" value={draft.version} />
        <Input
          name="inForceFrom"
          type="date"
          label={t('publish.from')}
          width={10}
          value={textOf(typed, 'inForceFrom') ?? today.toString()}
          error={errorOf(errors, 'inForceFrom')}
        />
        <Input
          name="reason"
          label={t('publish.reason')}
          hint={t('publish.reasonHint')}
          value={textOf(typed, 'reason') ?? ''}
          error={errorOf(errors, 'reason')}
        />
        <Button>{t('publish.button')}</Button>
      </Form>
      <Form view={view} action={`${at}/discard`}>
        <Button kind="secondary">{t('discard')}</Button>
      </Form>
    </>
  )
}

/** What was published for a later day: it takes over then, whatever is in use before, unless it is taken back. */
function Coming({ view, versions, words, today, at }: RoutingPageProps & { readonly at: string }) {
  const t = messages(view.language)
  return (
    <>
      {versions.map(({ version, inForceFrom, rules, reason }) => {
        if (inForceFrom === null || !isAfter(inForceFrom, today)) return null
        const title = t('coming', { version: String(version), date: longDate(inForceFrom, view.language) })
        return (
          <>
            <h2 class="govuk-heading-m">{title}</h2>
            <p class="govuk-body">{reason}</p>
            <RuleTable view={view} caption={title} rules={rules} words={words} />
            <Form view={view} action={`${at}/withdraw`}>
              <Button kind="secondary" name="version" value={String(version)}>
                {t('withdraw', { version: String(version) })}
              </Button>
            </Form>
          </>
        )
      })}
    </>
  )
}

function isAfter(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, other) > 0
}

function Versions({ view, versions: all, today, inForce }: RoutingPageProps) {
  const t = messages(view.language)
  const versions = all.filter(
    ({ version, inForceFrom }) => version !== inForce?.version && inForceFrom !== null && !isAfter(inForceFrom, today),
  )
  if (versions.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">{t('versions')}</h2>
      <Table
        caption={t('versions')}
        captionClasses="govuk-visually-hidden"
        stack
        head={[t('versions.version'), t('versions.from'), t('versions.rules'), t('versions.reason')]}
        rows={versions.map(({ version, inForceFrom, rules, reason }) => [
          String(version),
          inForceFrom === null ? '' : longDate(inForceFrom, view.language),
          String(rules.length),
          reason,
        ])}
      />
    </>
  )
}
