import type { JSX } from 'preact'
import { shortDate } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { LastQuestionPage } from '#web/last-question-page.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { MachineKey } from './key.ts'
import type { KeyKind } from './key-kind.ts'
import { messages } from './messages.ts'

/** What a page says about a kind of keys. */
type Told = Pick<KeyKind<MachineKey>, 'list' | 'words' | 'scopes' | 'below'> & {
  readonly fields?: ((view: View, typed: Typed, errors: readonly FieldError[]) => JSX.Element) | undefined
}

const listOf = ({ list }: Told, { language }: View) => `/${language}${list}`

interface KeysPageProps {
  readonly view: View
  readonly kind: Told
  /** With the name of whose each is. */
  readonly keys: readonly (MachineKey & { readonly of: string })[]
}

/** The keys of a kind. */
export function KeysPage({ view, kind, keys }: KeysPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const title = kind.words.title(language)
  return (
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{kind.words.intro(language)}</p>
      {keys.length === 0 ? (
        <p class="govuk-body">{t('none')}</p>
      ) : (
        <Table
          caption={title}
          captionClasses="govuk-visually-hidden"
          stack
          head={[t('name'), t('body'), t('scopes'), t('used'), t('state')]}
          rows={keys.map((key) => [
            key.withdrawnAt === null ? (
              <a class="govuk-link" href={`${listOf(kind, view)}/${key.id}`}>
                {key.name}
              </a>
            ) : (
              key.name
            ),
            key.of,
            key.scopes.map((scope) => kind.words.scope(scope).text(language)).join(', '),
            key.usedOn === null ? t('never') : shortDate(key.usedOn, language),
            key.withdrawnAt === null ? (
              <Tag colour="green">{t('inForce')}</Tag>
            ) : (
              <Tag colour="grey">{t('withdrawn')}</Tag>
            ),
          ])}
        />
      )}
      <Button href={`${listOf(kind, view)}/new`}>{t('add')}</Button>
      {kind.below?.(view)}
    </Page>
  )
}

interface KeyPageProps {
  readonly view: View
  readonly kind: Told
  readonly typed: Typed
  readonly bodies: readonly { readonly value: string; readonly text: string }[]
  readonly errors: readonly FieldError[]
}

/** Where a key is made. */
export function KeyPage({ view, kind, typed, bodies, errors }: KeyPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const [only] = bodies
  return (
    <Page view={view} title={t('add')} form="key" errors={errors} above={<BackLink href={listOf(kind, view)} />}>
      <h1 class="govuk-heading-l">{t('add')}</h1>
      <Form view={view} id="key">
        <Input
          name="name"
          label={t('name')}
          hint={kind.words.nameHint(language)}
          error={errorOf(errors, 'name')}
          value={textOf(typed, 'name')}
          autocomplete="off"
        />
        <Select
          name="body"
          label={t('body')}
          hint={kind.words.bodyHint(language)}
          error={errorOf(errors, 'body')}
          value={textOf(typed, 'body') ?? (bodies.length === 1 ? only?.value : '')}
          options={[{ value: '', text: t('choose') }, ...bodies]}
        />
        <Checkboxes
          name="scopes"
          legend={{ text: t('scopes'), size: 's' }}
          error={errorOf(errors, 'scopes')}
          values={choicesOf(typed, 'scopes')}
          choices={kind.scopes.map((scope) => {
            const { text, hint } = kind.words.scope(scope)
            return { value: scope, text: text(language), hint: hint(language) }
          })}
        />
        <Input
          name="perMinute"
          label={t('perMinute')}
          error={errorOf(errors, 'perMinute')}
          value={textOf(typed, 'perMinute')}
          width={4}
          inputmode="numeric"
        />
        {kind.fields?.(view, typed, errors)}
        <Button>{t('add')}</Button>
      </Form>
    </Page>
  )
}

interface KeyMadePageProps {
  readonly view: View
  readonly kind: Told
  readonly name: string
  readonly value: string
}

/** Shows a key, once. */
export function KeyMadePage({ view, kind, name, value }: KeyMadePageProps): JSX.Element {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('made')}>
      <h1 class="govuk-heading-l">{t('made')}</h1>
      <p class="govuk-body">{name}</p>
      <InsetText>
        <code class="sp-own-words">{value}</code>
      </InsetText>
      <p class="govuk-body">{t('madeOnce')}</p>
      <Button href={listOf(kind, view)}>{t('back')}</Button>
    </Page>
  )
}

interface WithdrawPageProps {
  readonly view: View
  readonly kind: Told
  readonly name: string
  readonly errors: readonly FieldError[]
}

/** Asks whether a key must really be withdrawn, and says what that means. */
export function WithdrawPage({ view, kind, name, errors }: WithdrawPageProps): JSX.Element {
  const t = messages(view.language)
  return (
    <LastQuestionPage
      view={view}
      title={t('withdrawTitle', { name })}
      means={kind.words.withdrawMeans(view.language)}
      sure={t('sure')}
      button={t('withdraw')}
      back={listOf(kind, view)}
      errors={errors}
    />
  )
}
