import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { LettersForm } from '#web/letters-form.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { AlertStream } from '../alerts.ts'
import { WANTS } from '../event.ts'
import { titleOf } from '../../called.ts'
import { messages } from '../messages.ts'
import type { Subscriber } from '../subscriber-store.ts'

interface SubscribePageProps {
  readonly view: View
  readonly stream: AlertStream
  readonly mostLetters: number
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** The form for who wants letters about a datastream. */
export function SubscribePage({ view, stream, mostLetters, typed, errors }: SubscribePageProps) {
  const t = messages(view.language)
  const title = t('subscribe.title', { name: titleOf(stream.called, view.language) })
  // Of words and truths there are no levels.
  const wants = WANTS.filter((want) => want === 'silence' || stream.kind === 'number')
  return (
    <Page view={view} title={title} form="subscribe" errors={errors}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('subscribe.intro', { count: mostLetters })}</p>
      <Form view={view} id="subscribe">
        <Checkboxes
          name="wants"
          legend={t('subscribe.wants')}
          values={choicesOf(typed, 'wants')}
          error={errorOf(errors, 'wants')}
          choices={wants.map((value) => ({ value, text: t(`subscribe.${value}`) }))}
        />
        <Input
          name="email"
          type="email"
          label={t('subscribe.email')}
          hint={t('subscribe.emailHint')}
          value={textOf(typed, 'email') ?? ''}
          error={errorOf(errors, 'email')}
          autocomplete="email"
          spellcheck={false}
        />
        <Button>{t('subscribe.send')}</Button>
      </Form>
      <ToAlerts view={view} datastream={stream.id} />
    </Page>
  )
}

/** After asking for letters: the rest is in a letter. */
export function LettersAskedPage({ view, stream }: { readonly view: View; readonly stream: AlertStream }) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('asked.title')}>
      <h1 class="govuk-heading-l">{t('asked.title')}</h1>
      <p class="govuk-body">{t('asked.text', { name: titleOf(stream.called, view.language) })}</p>
      <p class="govuk-body">{t('asked.wait')}</p>
      <p class="govuk-body">{t('asked.already')}</p>
      <ToAlerts view={view} datastream={stream.id} />
    </Page>
  )
}

interface SubscriberPageProps {
  readonly view: View
  readonly subscriber: Subscriber
  /** About how many datastreams the address gets letters. */
  readonly count: number
}

/** Confirms or ends: by a button, since programs open the links in letters too. */
export function SubscriberPage({ view, subscriber, count }: SubscriberPageProps) {
  const t = messages(view.language)
  const { called, isShown, email, confirmedAt, datastream, wants } = subscriber
  const step = confirmedAt === null ? 'confirm' : 'following'
  const title = t(`${step}.title`, { name: isShown ? titleOf(called, view.language) : t('notShown') })
  return (
    <Page view={view} title={title}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t(`${step}.text`, { email })}</p>
      <ul class="govuk-list govuk-list--bullet">
        {wants.map((want) => (
          <li>{t(`subscribe.${want}`)}</li>
        ))}
      </ul>
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
      {isShown && <ToAlerts view={view} datastream={datastream} />}
    </Page>
  )
}

/** After ending. */
export function LettersStoppedPage({ view, subscriber }: Omit<SubscriberPageProps, 'count'>) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('stopped.title')}>
      <h1 class="govuk-heading-l">{t('stopped.title')}</h1>
      <p class="govuk-body">{t('stopped.text')}</p>
      {subscriber.isShown && <ToAlerts view={view} datastream={subscriber.datastream} />}
    </Page>
  )
}

function ToAlerts({ view, datastream }: { readonly view: View; readonly datastream: number }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={`/${view.language}/sensors/datastreams/${datastream}/alerts`}>
        {messages(view.language)('toAlerts')}
      </a>
    </p>
  )
}
