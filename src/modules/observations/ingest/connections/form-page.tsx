import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { Connector, KindName } from '../pull/connector.ts'
import { KINDS } from '../pull/kinds/kinds.ts'
import { minutesOf } from './choices.ts'
import { everyText } from './connector-page.tsx'
import { LIST } from './list-page.tsx'

/** A body that can be chosen. */
export interface BodyOption {
  readonly value: string
  readonly text: string
}

interface FormPageProps {
  readonly view: View
  readonly kind: KindName
  /** Undefined for a new one. */
  readonly known: Connector | undefined
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly bodies: readonly BodyOption[]
}

/** Where somebody says what is fetched, for a new connector or one that is there. */
export function FormPage(props: FormPageProps): JSX.Element {
  const { view, kind, known, typed, errors, bodies } = props
  const { language } = view
  const t = messages(language)
  const title =
    known === undefined ? t('addTitle', { kind: t(`kind.${kind}`) }) : t('changeTitle', { name: known.title })
  const back = `/${language}${LIST}${known === undefined ? '' : `/${known.id}`}`
  return (
    <Page view={view} title={title} form="connector" errors={errors} above={<BackLink href={back} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t(`about.${kind}`)}</p>
      <Form view={view} id="connector">
        <Input
          name="name"
          label={t('name')}
          hint={t('nameHint')}
          error={errorOf(errors, 'name')}
          value={textOf(typed, 'name')}
          autocomplete="off"
        />
        {known === undefined && <BodySelect {...props} bodies={bodies} />}
        <What {...props} />
        <Select
          name="every"
          label={t('every')}
          error={errorOf(errors, 'every')}
          value={textOf(typed, 'every')}
          options={minutesOf(kind).map((minutes) => ({ value: String(minutes), text: everyText(minutes, language) }))}
        />
        {KINDS[kind].hasPast && (
          <Input
            name="days"
            label={t('days')}
            error={errorOf(errors, 'days')}
            value={textOf(typed, 'days')}
            width={4}
            inputmode="numeric"
          />
        )}
        {KINDS[kind].key !== 'never' && (
          <Input
            name="apiKey"
            type="password"
            label={t('key')}
            hint={t(known === undefined || known.apiKey === '' ? 'keyHint' : 'keyKept')}
            error={errorOf(errors, 'apiKey')}
            autocomplete="off"
          />
        )}
        <Button>{t('save')}</Button>
      </Form>
    </Page>
  )
}

/** For which body it is. */
export function BodySelect({
  view,
  typed,
  errors,
  bodies,
}: Pick<FormPageProps, 'view' | 'typed' | 'errors' | 'bodies'>): JSX.Element {
  const t = messages(view.language)
  const [only] = bodies
  return (
    <Select
      name="body"
      label={t('body')}
      hint={t('bodyHint')}
      error={errorOf(errors, 'body')}
      value={textOf(typed, 'body') ?? (bodies.length === 1 ? only?.value : '')}
      options={[{ value: '', text: t('choose') }, ...bodies]}
    />
  )
}

function What({ view, kind: name, typed, errors }: FormPageProps): JSX.Element {
  const t = messages(view.language)
  const kind = KINDS[name]
  return (
    <>
      {kind.ids !== 'never' && (
        <Textarea
          name="ids"
          label={t(`ids.${name}`)}
          hint={t(kind.area === 'never' ? 'idsHint' : 'idsOrArea')}
          error={errorOf(errors, 'ids')}
          value={textOf(typed, 'ids')}
          rows={4}
          spellcheck={false}
        />
      )}
      {kind.area !== 'never' && (
        <Input
          name="area"
          label={t('area')}
          hint={t('areaHint')}
          error={errorOf(errors, 'area')}
          value={textOf(typed, 'area')}
          spellcheck={false}
        />
      )}
      <Input
        name="address"
        type="url"
        label={t('address')}
        hint={kind.address === undefined ? t('addressHint') : t('addressUsual', { address: kind.address })}
        error={errorOf(errors, 'address')}
        value={textOf(typed, 'address')}
        spellcheck={false}
      />
    </>
  )
}
