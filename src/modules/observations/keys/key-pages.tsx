import type { JSX } from 'preact'
import { shortDate } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { SCOPES, type DeviceKey } from './key.ts'

const list = ({ language }: View) => `/${language}/staff/sensor-keys`

/** The keys of devices. */
export function KeysPage({
  view,
  keys,
}: {
  view: View
  keys: readonly (DeviceKey & { readonly of: string })[]
}): JSX.Element {
  const { language } = view
  const t = messages(language)
  return (
    <Page view={view} title={t('keys.title')}>
      <h1 class="govuk-heading-l">{t('keys.title')}</h1>
      <p class="govuk-body">{t('keys.intro')}</p>
      {keys.length === 0 ? (
        <p class="govuk-body">{t('keys.none')}</p>
      ) : (
        <Table
          caption={t('keys.title')}
          captionClasses="govuk-visually-hidden"
          stack
          head={[t('keys.name'), t('keys.body'), t('keys.scopes'), t('keys.used'), t('keys.state')]}
          rows={keys.map((key) => [
            key.withdrawnAt === null ? (
              <a class="govuk-link" href={`${list(view)}/${key.id}`}>
                {key.name}
              </a>
            ) : (
              key.name
            ),
            key.of,
            key.scopes.map((scope) => t(`keys.scope.${scope}`)).join(', '),
            key.usedOn === null ? t('keys.never') : shortDate(key.usedOn, language),
            key.withdrawnAt === null ? (
              <Tag colour="green">{t('keys.inForce')}</Tag>
            ) : (
              <Tag colour="grey">{t('keys.withdrawn')}</Tag>
            ),
          ])}
        />
      )}
      <Button href={`${list(view)}/new`}>{t('keys.add')}</Button>
    </Page>
  )
}

interface KeyPageProps {
  readonly view: View
  readonly typed: Typed
  readonly scopes: readonly string[]
  readonly bodies: readonly { readonly value: string; readonly text: string }[]
  readonly errors: readonly FieldError[]
}

/** Where a key is made. */
export function KeyPage({ view, typed, scopes, bodies, errors }: KeyPageProps): JSX.Element {
  const t = messages(view.language)
  const [only] = bodies
  return (
    <Page view={view} title={t('keys.add')} form="key" errors={errors} above={<BackLink href={list(view)} />}>
      <h1 class="govuk-heading-l">{t('keys.add')}</h1>
      <Form view={view} id="key">
        <Input
          name="name"
          label={t('keys.name')}
          hint={t('keys.nameHint')}
          error={errorOf(errors, 'name')}
          value={textOf(typed, 'name')}
          autocomplete="off"
        />
        <Select
          name="body"
          label={t('keys.body')}
          hint={t('keys.bodyHint')}
          error={errorOf(errors, 'body')}
          value={textOf(typed, 'body') ?? (bodies.length === 1 ? only?.value : '')}
          options={[{ value: '', text: t('keys.choose') }, ...bodies]}
        />
        <Checkboxes
          name="scopes"
          legend={{ text: t('keys.scopes'), size: 's' }}
          error={errorOf(errors, 'scopes')}
          values={scopes}
          choices={SCOPES.map((scope) => ({
            value: scope,
            text: t(`keys.scope.${scope}`),
            hint: t(`keys.scope.${scope}Hint`),
          }))}
        />
        <Input
          name="perMinute"
          label={t('keys.perMinute')}
          error={errorOf(errors, 'perMinute')}
          value={textOf(typed, 'perMinute')}
          width={4}
          inputmode="numeric"
        />
        <Button>{t('keys.add')}</Button>
      </Form>
    </Page>
  )
}

/** Shows a key, once. */
export function KeyMadePage({ view, name, value }: { view: View; name: string; value: string }): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('keys.made')}>
      <h1 class="govuk-heading-l">{t('keys.made')}</h1>
      <p class="govuk-body">{name}</p>
      <InsetText>
        <code class="sp-own-words">{value}</code>
      </InsetText>
      <p class="govuk-body">{t('keys.madeOnce')}</p>
      <Button href={list(view)}>{t('keys.back')}</Button>
    </Page>
  )
}

/** Asks whether a key must really be withdrawn, and says what that means. */
export function WithdrawPage({
  view,
  name,
  errors,
}: {
  view: View
  name: string
  errors: readonly FieldError[]
}): JSX.Element {
  const t = messages(view.language)
  const title = t('keys.withdrawTitle', { name })
  return (
    <Page view={view} title={title} errors={errors} above={<BackLink href={list(view)} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('keys.withdrawMeans')}</p>
      <Form view={view}>
        <Checkboxes
          name="sure"
          legend={null}
          error={errorOf(errors, 'sure')}
          choices={[{ value: 'yes', text: t('keys.sure') }]}
        />
        <Button kind="warning">{t('keys.withdraw')}</Button>
      </Form>
    </Page>
  )
}
