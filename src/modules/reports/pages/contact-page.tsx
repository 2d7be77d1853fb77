import { LANGUAGE_NAMES, LANGUAGES } from '#core/i18n/language.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { COUNTER_CHANNELS } from '../channel.ts'
import { messages } from '../messages.ts'
import { formWords } from '../report-form/form-words.ts'

interface ContactPageProps {
  readonly view: View
  readonly token: string
  readonly name: string
  readonly email: string
  readonly phone: string
  /** Whether somebody of the staff fills it in for a resident. */
  readonly asksChannel: boolean
  readonly channel: string
  /** Language of the resident. */
  readonly answerIn: string
  readonly errors: readonly FieldError[]
}

/** Page 3 of a report: who may be answered. All of it may stay empty. */
export function ContactPage({
  view,
  token,
  name,
  email,
  phone,
  asksChannel,
  channel,
  answerIn,
  errors,
}: ContactPageProps) {
  const t = formWords(view, messages)
  const optional = (label: string) => t('optional', { label })
  return (
    <Page
      view={view}
      title={t('contact.title')}
      form="report"
      errors={errors}
      above={<BackLink href={`/${view.language}/reports/new/${token}/what`} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 3 })}</span>
      <h1 class="govuk-heading-l">{t('contact.title')}</h1>
      <p class="govuk-body">{t('contact.intro')}</p>
      <Form view={view} id="report">
        {asksChannel && (
          <Radios
            name="channel"
            legend={{ text: t('contact.channel'), size: 's' }}
            hint={t('contact.channelHint')}
            value={channel}
            error={errorOf(errors, 'channel')}
            small
            choices={COUNTER_CHANNELS.map((one) => ({ value: one, text: t(`channel.${one}`) }))}
          />
        )}
        {asksChannel && (
          <Radios
            name="answerIn"
            legend={{ text: t('contact.language'), size: 's' }}
            hint={t('contact.languageHint')}
            value={answerIn}
            small
            choices={LANGUAGES.map((one) => ({ value: one, text: LANGUAGE_NAMES[one] }))}
          />
        )}
        <Input
          name="email"
          type="email"
          label={optional(t('contact.email'))}
          value={email}
          error={errorOf(errors, 'email')}
          autocomplete="email"
          spellcheck={false}
        />
        <Input
          name="name"
          label={optional(t('contact.name'))}
          value={name}
          error={errorOf(errors, 'name')}
          autocomplete="name"
          spellcheck={false}
        />
        <Input
          name="phone"
          type="tel"
          label={optional(t('contact.phone'))}
          value={phone}
          error={errorOf(errors, 'phone')}
          autocomplete="tel"
          width={20}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}
