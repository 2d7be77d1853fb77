import type { JSX } from 'preact'
import { dateAndTime } from '#core/i18n/format.ts'
import type { Body } from '#modules/region/public.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Fieldset } from '#web/components/fieldset/fieldset.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Hint } from '#web/components/hint/hint.tsx'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { CATEGORIES } from '../../category.ts'
import { messages as reports } from '../../messages.ts'
import { messages } from '../messages.ts'
import type { Delivery, DeliveryState } from './delivery-store.ts'
import type { Endpoint } from './endpoint.ts'
import { MEANINGS } from './meanings.ts'
import { fieldOf } from './settings.ts'

interface OwnSystemPageProps {
  readonly view: View
  readonly body: Body
  readonly name: string
  readonly known: Endpoint | undefined
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly isOnOwnTrack: boolean
  readonly counts: ReadonlyMap<DeliveryState, number>
  readonly dead: readonly Delivery[]
  /** Numbers of open reports that stayed in a system from before. */
  readonly leftBehind: readonly number[]
}

/** The own system of a body: how it goes, what was not sent, and the choices. */
export function OwnSystemPage(props: OwnSystemPageProps): JSX.Element {
  const { view, name, known, isOnOwnTrack, dead, errors } = props
  const { language } = view
  const t = messages(language)
  const title = t('own.title', { body: name })
  return (
    <Page
      view={view}
      title={title}
      form="own-system"
      errors={errors}
      above={<BackLink href={`/${language}/staff/open311-keys`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('own.intro')}</p>
      {!isOnOwnTrack && <InsetText>{t('own.trackShared')}</InsetText>}
      {known && <HowItGoes {...props} known={known} />}
      {props.leftBehind.length > 0 && <LeftBehind {...props} />}
      {dead.length > 0 && <NotSent {...props} />}
      <Choices {...props} />
    </Page>
  )
}

function HowItGoes({ view, body, known, counts }: OwnSystemPageProps & { readonly known: Endpoint }): JSX.Element {
  const { language } = view
  const t = messages(language)
  const count = (...states: readonly DeliveryState[]) =>
    String(states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0))
  return (
    <>
      <h2 class="govuk-heading-m">{t('own.how')}</h2>
      <SummaryList
        rows={[
          {
            key: t('own.worked'),
            value: known.workedAt === null ? t('own.never') : dateAndTime(known.workedAt, language),
          },
          ...(known.reason === '' ? [] : [{ key: t('own.fails'), value: <span lang="en">{known.reason}</span> }]),
          ...(known.pausedUntil === null
            ? []
            : [{ key: t('own.paused'), value: dateAndTime(known.pausedUntil, language) }]),
          { key: t('own.waiting'), value: count('waiting', 'sending', 'asked') },
          { key: t('own.sent'), value: count('sent') },
          { key: t('own.dead'), value: count('dead') },
          ...(counts.has('dropped') ? [{ key: t('own.dropped'), value: count('dropped') }] : []),
        ]}
      />
      <Form view={view} action={`/${language}/staff/open311/${body.id}/test`}>
        <Button kind="secondary">{t('own.test')}</Button>
      </Form>
    </>
  )
}

const MOST_LEFT = 50

/** What nobody follows for us any more after the address changed. */
function LeftBehind({ view: { language }, leftBehind }: OwnSystemPageProps): JSX.Element {
  const t = messages(language)
  const count = leftBehind.length
  return (
    <InsetText>
      {t('own.left', { count })}{' '}
      {leftBehind.slice(0, MOST_LEFT).map((number, index) => (
        <>
          {index > 0 && ', '}
          <a class="govuk-link" href={`/${language}/staff/reports/${number}`}>
            {number}
          </a>
        </>
      ))}
      {count > MOST_LEFT && ' …'}
    </InsetText>
  )
}

const KNOWN_REASONS = ['unmapped', 'gone', 'unknown', 'token', 'replaced'] as const

function NotSent({ view, body, dead }: OwnSystemPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const reasonOf = (reason: string) => {
    const known = KNOWN_REASONS.find((one) => one === reason)
    return known === undefined ? <span lang="en">{reason}</span> : t(`reason.${known}`)
  }
  const base = `/${language}/staff/open311/${body.id}/deliveries`
  return (
    <>
      <h2 class="govuk-heading-m">{t('own.dead')}</h2>
      <p class="govuk-body">{t('own.deadIntro')}</p>
      <Table
        caption={t('own.dead')}
        captionClasses="govuk-visually-hidden"
        stack
        head={[t('own.number'), t('own.reason'), t('own.do')]}
        rows={dead.map(({ number, reason }) => [
          <a class="govuk-link" href={`/${language}/staff/reports/${number}`}>
            {number}
          </a>,
          reasonOf(reason),
          <>
            <Form view={view} action={`${base}/${number}/again`}>
              <Button kind="secondary">{t('own.again', { number: String(number) })}</Button>
            </Form>
            <Form view={view} action={`${base}/${number}/drop`}>
              <Button kind="secondary">{t('own.drop', { number: String(number) })}</Button>
            </Form>
          </>,
        ])}
      />
    </>
  )
}

function Choices({ view, name, known, typed, errors }: OwnSystemPageProps): JSX.Element {
  const t = messages(view.language)
  const words = reports(view.language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('own.choices')}</h2>
      <Form view={view} id="own-system">
        <Input
          name="baseUrl"
          type="url"
          label={t('own.address')}
          hint={t('own.addressHint')}
          error={errorOf(errors, 'baseUrl')}
          value={textOf(typed, 'baseUrl')}
          spellcheck={false}
        />
        <Input
          name="jurisdiction"
          label={t('own.jurisdiction')}
          hint={t('own.jurisdictionHint')}
          error={errorOf(errors, 'jurisdiction')}
          value={textOf(typed, 'jurisdiction')}
          spellcheck={false}
        />
        <Input
          name="apiKey"
          type="password"
          label={t('own.key')}
          hint={t(known === undefined || known.apiKey === '' ? 'own.keyHint' : 'own.keyKept')}
          error={errorOf(errors, 'apiKey')}
          autocomplete="off"
        />
        <Fieldset legend={{ text: t('own.services'), size: 's' }} describedBy="services-hint">
          <Hint id="services-hint" hint={t('own.servicesHint')} />
          {CATEGORIES.map((category) => (
            <Input
              name={fieldOf(category)}
              label={words(`category.${category}`)}
              error={errorOf(errors, fieldOf(category))}
              value={textOf(typed, fieldOf(category))}
              width={20}
              spellcheck={false}
              autocomplete="off"
            />
          ))}
        </Fieldset>
        <Checkboxes
          name="sharesReporter"
          legend={null}
          values={textOf(typed, 'sharesReporter') === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', text: t('own.shares'), hint: t('own.sharesHint') }]}
        />
        <Checkboxes
          name="takesAdditions"
          legend={null}
          values={textOf(typed, 'takesAdditions') === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', text: t('own.takesAdditions'), hint: t('own.takesAdditionsHint') }]}
        />
        <Checkboxes
          name="sendsKeyed"
          legend={null}
          values={textOf(typed, 'sendsKeyed') === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', text: t('own.sendsKeyed', { body: name }), hint: t('own.sendsKeyedHint') }]}
        />
        <Textarea
          name="meanings"
          label={t('own.meanings')}
          hint={t('own.meaningsHint', { meanings: MEANINGS.join(', ') })}
          rows={4}
          value={textOf(typed, 'meanings') ?? ''}
          error={errorOf(errors, 'meanings')}
        />
        <Checkboxes
          name="enabled"
          legend={null}
          values={textOf(typed, 'enabled') === 'yes' ? ['yes'] : []}
          choices={[{ value: 'yes', text: t('own.enabled'), hint: t('own.enabledHint') }]}
        />
        <Button>{t('own.save')}</Button>
      </Form>
    </>
  )
}
