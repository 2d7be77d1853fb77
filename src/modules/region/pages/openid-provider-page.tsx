import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Select } from '#web/components/select/select.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { bodyName, type Body } from '../body.ts'
import { messages as region } from '../messages/messages.ts'
import { messages } from '../people/openid/messages.ts'
import { CLIENT_AUTHS, MAPPED_ROLES, type Provider } from '../people/openid/provider.ts'

interface OpenIdProviderPageProps {
  readonly view: View
  readonly bodies: readonly Body[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  /** The provider that changes; undefined for a new one. */
  readonly known: Provider | undefined
}

/** Where an operator adds or changes a provider. The secret is typed, and never shown. */
export function OpenIdProviderPage(props: OpenIdProviderPageProps): JSX.Element {
  const { view, errors, known } = props
  const t = messages(view.language)
  const title = known ? t('changeTitle', { label: known.label }) : t('addTitle')
  return (
    <Page
      view={view}
      title={title}
      form="provider"
      errors={errors}
      above={<BackLink href={`/${view.language}/operator/openid`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <Form view={view} id="provider">
        <Whose {...props} />
        <Line {...props} name="label" label={t('label')} hint={t('labelHint')} />
        <Line {...props} name="issuer" label={t('issuer')} hint={known ? t('issuerChangeHint') : t('issuerHint')} />
        <Line {...props} name="clientId" label={t('clientId')} hint={t('clientIdHint')} />
        <Proof {...props} />
        <Line {...props} name="scope" label={t('scope')} hint={t('scopeHint')} />
        <Roles {...props} />
        <Button>{t('save')}</Button>
      </Form>
    </Page>
  )
}

/** Of which body and for whom: chosen once, since people hang on it. */
function Whose({ view, bodies, typed, errors, known }: OpenIdProviderPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  if (known) {
    const body = bodies.find(({ id }) => id === known.body)
    return (
      <SummaryList
        rows={[
          { key: t('body'), value: body ? bodyName(body, language) : known.body },
          { key: t('audience'), value: t(known.forResidents ? 'residents' : 'staff') },
        ]}
      />
    )
  }
  return (
    <>
      <Select
        name="body"
        label={t('body')}
        hint={t('bodyHint')}
        error={errorOf(errors, 'body')}
        value={textOf(typed, 'body')}
        options={[
          { value: '', text: t('choose') },
          ...bodies.map((body) => ({ value: body.id, text: bodyName(body, language) })),
        ]}
      />
      <Radios
        name="audience"
        legend={{ text: t('audience'), size: 's' }}
        error={errorOf(errors, 'audience')}
        value={textOf(typed, 'audience')}
        choices={[
          { value: 'staff', text: t('staff'), hint: t('staffHint') },
          { value: 'residents', text: t('residents'), hint: t('residentsHint') },
        ]}
      />
    </>
  )
}

/** How we prove to the provider who we are. */
function Proof({ view, typed, errors, known }: OpenIdProviderPageProps): JSX.Element {
  const t = messages(view.language)
  return (
    <>
      <Radios
        name="auth"
        legend={{ text: t('auth'), size: 's' }}
        error={errorOf(errors, 'auth')}
        value={textOf(typed, 'auth')}
        choices={CLIENT_AUTHS.map((auth) => ({ value: auth, text: t(`auth.${auth}`), hint: t(`authHint.${auth}`) }))}
      />
      <Input
        name="secret"
        type="password"
        label={t('secret')}
        hint={known ? t('secretKeepHint') : t('secretHint')}
        error={errorOf(errors, 'secret')}
        autocomplete="off"
      />
    </>
  )
}

function Roles(props: OpenIdProviderPageProps): JSX.Element {
  const { view, typed, errors } = props
  const t = messages(view.language)
  return (
    <>
      <Line {...props} name="roleClaim" label={t('roleClaim')} hint={t('roleClaimHint')} />
      <Textarea
        name="roles"
        label={t('roles')}
        hint={t('rolesHint', {
          roles: MAPPED_ROLES.map((role) => `${role} (${region(view.language)(`role.${role}`)})`).join(', '),
        })}
        error={errorOf(errors, 'roles')}
        value={textOf(typed, 'roles')}
        spellcheck={false}
      />
    </>
  )
}

interface LineProps extends OpenIdProviderPageProps {
  readonly name: 'label' | 'issuer' | 'clientId' | 'scope' | 'roleClaim'
  readonly label: string
  readonly hint: string
}

function Line({ typed, errors, name, label, hint }: LineProps): JSX.Element {
  return (
    <Input
      name={name}
      label={label}
      hint={hint}
      error={errorOf(errors, name)}
      value={textOf(typed, name)}
      spellcheck={name === 'label'}
    />
  )
}
