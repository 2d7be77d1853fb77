import type { JSX } from 'preact'
import { dateAndTime, longDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { Visitor } from '#web/visitor.ts'
import { messages } from '../messages/messages.ts'
import type { Connection } from '../people/openid/connections.ts'
import type { Passkey } from '../people/passkeys/passkey-store.ts'
import { WANTED_PASSKEYS, type PasskeyQuestion } from '../people/passkeys/passkey.ts'
import type { OwnSession } from '../people/session-store.ts'
import { ConnectProviders } from './connect-providers.tsx'
import { EmailLinkForm } from './email-link-form.tsx'
import { PasskeyForm } from './passkey-form.tsx'

/** The message that says why no passkey can be made: signed in too long ago, or with the provider of one body. */
export type Hindrance = 'passkey.signInAgain' | 'passkey.notWithProvider'

interface AccountPageProps {
  readonly view: View
  readonly visitor: Visitor
  readonly passkeys: readonly Pick<Passkey, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>[]
  /** Of staff only. */
  readonly question: PasskeyQuestion | undefined
  /** Why no passkey can be made in this session; undefined when one can. */
  readonly hindrance: Hindrance | undefined
  readonly sessions: readonly OwnSession[]
  readonly connections: readonly Connection[]
  readonly name: string
  readonly email: string
  readonly errors: readonly FieldError[]
}

/** How I get in: my passkeys and my sessions. */
export function AccountPage(props: AccountPageProps): JSX.Element {
  const { view, visitor, question, errors } = props
  const { language } = view
  const t = messages(language)
  return (
    <Page
      view={view}
      title={t('account.title')}
      errors={errors}
      head={question && <script type="module" src={view.assets['passkey.js']} />}
    >
      <h1 class="govuk-heading-l">{t('account.title')}</h1>
      {question === undefined ? (
        <ResidentPart {...props} />
      ) : (
        <>
          <p class="govuk-body">{t('account.staffIntro', { name: visitor.name })}</p>
          <PasskeyPart {...props} question={question} />
          <ConnectProviders view={view} connections={props.connections} for="staff" />
        </>
      )}
      <SessionPart {...props} />
    </Page>
  )
}

function ResidentPart({ view, visitor, email, errors, connections }: AccountPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  return (
    <>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}/my-file`}>
          {t('account.toFile')}
        </a>
      </p>
      {visitor.owner?.email === null ? (
        <>
          <h2 class="govuk-heading-m">{t('account.email')}</h2>
          <p class="govuk-body">{t('account.emailIntro')}</p>
          <EmailLinkForm view={view} action={`/${language}/account/email`} email={email} errors={errors} />
        </>
      ) : (
        <p class="govuk-body">{t('account.signedInAs', { email: visitor.owner?.email ?? '' })}</p>
      )}
      <ConnectProviders view={view} connections={connections} for="residents" />
    </>
  )
}

function PasskeyPart(props: AccountPageProps & { readonly question: PasskeyQuestion }): JSX.Element {
  const { view, passkeys, question, hindrance, name, errors } = props
  const { language } = view
  const t = messages(language)
  return (
    <section aria-labelledby="passkeys">
      <h2 class="govuk-heading-m" id="passkeys">
        {t('passkey.title')}
      </h2>
      <p class="govuk-body">{t('passkey.what')}</p>
      {passkeys.length < WANTED_PASSKEYS && hindrance !== 'passkey.notWithProvider' && (
        <InsetText>{t('passkey.wanted', { count: passkeys.length })}</InsetText>
      )}
      <ul class="govuk-list sp-things">
        {passkeys.map((passkey) => (
          <li>
            <div>
              <strong>{passkey.name}</strong>
              <span class="govuk-hint">{usedOn(passkey, language)}</span>
            </div>
            {hindrance !== 'passkey.notWithProvider' && (
              <Form view={view} action={`/${language}/account/passkeys/remove`}>
                <input type="hidden" name="id" value={passkey.id} />
                <Button kind="secondary">
                  {t('passkey.remove')}
                  <span class="govuk-visually-hidden"> {passkey.name}</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {hindrance === undefined ? (
        <PasskeyForm
          view={view}
          kind="create"
          action={`/${language}/account/passkeys`}
          question={question}
          error={errorOf(errors, 'credential', 'challenge')}
          button={t('passkey.make')}
        >
          <h3 class="govuk-heading-s">{t('passkey.new')}</h3>
          <Input
            name="name"
            label={t('passkey.name')}
            hint={t('passkey.nameHint')}
            value={name}
            error={errorOf(errors, 'name')}
            width={30}
          />
        </PasskeyForm>
      ) : (
        <p class="govuk-body">{t(hindrance)}</p>
      )}
    </section>
  )
}

function usedOn({ createdAt, lastUsedAt }: Pick<Passkey, 'createdAt' | 'lastUsedAt'>, language: Language): string {
  const t = messages(language)
  const made = t('passkey.made', { date: longDate(createdAt, language) })
  return lastUsedAt === null ? made : `${made} ${t('passkey.used', { date: longDate(lastUsedAt, language) })}`
}

function SessionPart({ view, visitor, sessions }: AccountPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  return (
    <section aria-labelledby="sessions">
      <h2 class="govuk-heading-m" id="sessions">
        {t('session.title')}
      </h2>
      <p class="govuk-body">{t('session.what')}</p>
      <ul class="govuk-list sp-things">
        {sessions.map(({ id, device, method, createdAt, lastSeenAt }) => (
          <li>
            <div>
              <strong>{device || t('session.unknownDevice')}</strong>
              {id === visitor.sessionId && ` (${t('session.thisOne')})`}
              <span class="govuk-hint">
                {t('session.since', { time: dateAndTime(createdAt, language), method: t(`session.method.${method}`) })}{' '}
                {t('session.lastSeen', { time: dateAndTime(lastSeenAt, language) })}
              </span>
            </div>
            <Form view={view} action={`/${language}/account/sessions/end`}>
              <input type="hidden" name="id" value={id} />
              <Button kind="secondary">
                {t('session.end')}
                <span class="govuk-visually-hidden"> {device}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form view={view} action={`/${language}/account/sessions/end-others`}>
          <Button kind="warning">{t('session.endOthers')}</Button>
        </Form>
      )}
    </section>
  )
}
