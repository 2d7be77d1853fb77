import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'
import type { ProviderChoice } from '../people/openid/provider-store.ts'
import type { PasskeyQuestion } from '../people/passkeys/passkey.ts'
import { EmailLinkForm } from './email-link-form.tsx'
import { OpenIdChoices } from './openid-choices.tsx'
import { PasskeyForm } from './passkey-form.tsx'

interface SignInPageProps {
  readonly view: View
  readonly question: PasskeyQuestion
  readonly residentProviders: readonly ProviderChoice[]
  readonly staffProviders: readonly ProviderChoice[]
  /** Where to go afterwards; empty for the usual page. */
  readonly next: string
  readonly email: string
  readonly code: string
  readonly errors: readonly FieldError[]
}

/** The door: residents to "my file", staff to their work. */
export function SignInPage(props: SignInPageProps): JSX.Element {
  const { view, question, next, email, code, errors } = props
  const { language } = view
  const t = messages(language)
  const codeError = errorOf(errors, 'code')
  return (
    <Page
      view={view}
      title={t('signIn.title')}
      errors={errors}
      description={t('signIn.intro')}
      head={<script type="module" src={view.assets['passkey.js']} />}
    >
      <h1 class="govuk-heading-l">{t('signIn.title')}</h1>
      <p class="govuk-body-l">{t('signIn.intro')}</p>

      <section class="sp-door" aria-labelledby="resident">
        <h2 class="govuk-heading-m" id="resident">
          {t('signIn.resident')}
        </h2>
        <p class="govuk-body">{t('signIn.residentIntro')}</p>
        <EmailLinkForm
          view={view}
          action={`/${language}/sign-in/link`}
          hint={t('signIn.emailHint')}
          email={email}
          errors={errors}
        />
        <OpenIdChoices view={view} providers={props.residentProviders} next={next} />
        <Details summary={t('signIn.haveCode')} open={code !== '' || codeError !== undefined}>
          <Form view={view} action={`/${language}/sign-in/code`}>
            <Input
              name="code"
              label={t('signIn.code')}
              hint={t('signIn.codeHint')}
              value={code}
              error={codeError}
              autocomplete="one-time-code"
              autocapitalize="characters"
              spellcheck={false}
              width={30}
            />
            <Button kind="secondary">{t('signIn.openFileButton')}</Button>
          </Form>
        </Details>
      </section>

      <section class="sp-door" aria-labelledby="staff">
        <h2 class="govuk-heading-m" id="staff">
          {t('signIn.staff')}
        </h2>
        <PasskeyForm
          view={view}
          kind="get"
          action={`/${language}/sign-in/passkey`}
          question={question}
          error={errorOf(errors, 'credential', 'challenge')}
          button={t('passkey.signIn')}
        >
          <p class="govuk-body">{t('passkey.intro')}</p>
          {next !== '' && <input type="hidden" name="next" value={next} />}
        </PasskeyForm>
        <OpenIdChoices view={view} providers={props.staffProviders} next={next} />
        <Details summary={t('signIn.noKey')}>
          <p class="govuk-body">{t('signIn.noKeyHelp')}</p>
        </Details>
      </section>
    </Page>
  )
}
