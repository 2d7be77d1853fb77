import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { LettersForm } from '#web/letters-form.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from './messages.ts'
import type { Follower } from './store.ts'

interface FollowFormProps {
  readonly view: View
  readonly number: number
  readonly email?: string
  readonly errors?: readonly FieldError[]
}

/** The form below a report for who wants to follow it. */
export function FollowForm({ view, number, email = '', errors = [] }: FollowFormProps) {
  const t = messages(view.language)
  const report = `/${view.language}/reports/${number}`
  return (
    <Form view={view} action={`${report}/followers`} id="follow">
      <Input
        name="email"
        type="email"
        label={t('form.email')}
        hint={t('form.hint')}
        value={email}
        error={errorOf(errors, 'email')}
        autocomplete="email"
        spellcheck={false}
      />
      <Button kind="secondary">{t('form.send')}</Button>
      <p class="govuk-body">
        <a class="govuk-link" href={`${report}/feed.atom`}>
          {t('form.feed')}
        </a>
      </p>
    </Form>
  )
}

/** The same form once more, after an address that is none. */
export function FollowFormPage({ view, number, email, errors }: Required<FollowFormProps>) {
  const title = messages(view.language)('confirm.title', { number: String(number) })
  return (
    <Page view={view} title={title} form="follow" errors={errors}>
      <h1 class="govuk-heading-l">{title}</h1>
      <FollowForm view={view} number={number} email={email} errors={errors} />
      <ToReport view={view} number={number} />
    </Page>
  )
}

/** After asking to follow: the rest is in a letter. */
export function AskedPage({ view, number }: { readonly view: View; readonly number: number }) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('asked.title')}>
      <h1 class="govuk-heading-l">{t('asked.title')}</h1>
      <p class="govuk-body">{t('asked.text', { number: String(number) })}</p>
      <p class="govuk-body">{t('asked.wait')}</p>
      <ToReport view={view} number={number} />
    </Page>
  )
}

/** Confirms or stops: by a button, since programs open the links in letters too. */
export function FollowerPage({
  view,
  follower,
  count,
}: {
  readonly view: View
  readonly follower: Follower
  /** How many reports the address follows. */
  readonly count: number
}) {
  const t = messages(view.language)
  const { number, email, confirmedAt } = follower
  const step = confirmedAt === null ? 'confirm' : 'following'
  const title = t(`${step}.title`, { number: String(number) })
  return (
    <Page view={view} title={title} head={<meta name="robots" content="noindex" />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t(`${step}.text`, { email })}</p>
      <LettersForm
        view={view}
        isConfirmed={confirmedAt !== null}
        count={count}
        words={{
          confirm: t('confirm.send'),
          stop: t('following.stop'),
          stopAll: t('following.stopAll', { count }),
        }}
      />
      <ToReport view={view} number={number} />
    </Page>
  )
}

/** After stopping. */
export function StoppedPage({
  view,
  number,
  isAll = false,
}: {
  readonly view: View
  readonly number: number
  /** Whether it was all that the address followed. */
  readonly isAll?: boolean
}) {
  const t = messages(view.language)
  const title = isAll ? t('stopped.allTitle') : t('stopped.title', { number: String(number) })
  return (
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t(isAll ? 'stopped.allText' : 'stopped.text')}</p>
      <ToReport view={view} number={number} />
    </Page>
  )
}

function ToReport({ view, number }: { readonly view: View; readonly number: number }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`/${view.language}/reports/${number}`}>
        {messages(view.language)('toReport', { number: String(number) })}
      </a>
    </p>
  )
}
