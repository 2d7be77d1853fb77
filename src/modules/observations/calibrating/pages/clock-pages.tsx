import { longDate, numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { AlertStream } from '../../alerts/alerts.ts'
import { titleOf } from '../../called.ts'
import type { KeptClock } from '../clock-store.ts'
import { messages } from '../messages.ts'

/** By how much a clock seems off, as a sentence: "De klok loopt 1 uur achter." */
export function shiftWords(addSeconds: number, language: Language): string {
  const hours = numberText(Math.abs(addSeconds) / 3600, language, {})
  return messages(language)(addSeconds === 0 ? 'clock.right' : addSeconds > 0 ? 'clock.slow' : 'clock.fast', { hours })
}

/** Sensors whose clock seems off, of the bodies that the visitor looks after. */
export function ClocksPage({ view, proposals }: { readonly view: View; readonly proposals: readonly KeptClock[] }) {
  const { language } = view
  const t = messages(language)
  const title = t('clock.listTitle')
  return (
    <Page view={view} title={title} above={<BackLink href={`/${language}/staff/sensors`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('clock.intro')}</p>
      {proposals.length === 0 ? (
        <p class="govuk-body">{t('clock.none')}</p>
      ) : (
        <ul class="govuk-list govuk-list--spaced">
          {proposals.map(({ datastream, called, addSeconds }) => (
            <li>
              <a class="govuk-link" href={`/${language}/staff/datastreams/${datastream}/clock`}>
                {titleOf(called, language)}
              </a>
              <br />
              {shiftWords(addSeconds, language)}
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

interface ClockPageProps {
  readonly view: View
  readonly stream: AlertStream
  readonly open: KeptClock | undefined
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** What is proposed about one clock, with the figures, and what staff say of it. */
export function ClockPage({ view, stream, open, typed, errors }: ClockPageProps) {
  const { language } = view
  const t = messages(language)
  const title = t('clock.title', { name: titleOf(stream.called, language) })
  const share = (value: number) => numberText(value, language, { maximumFractionDigits: 2 })
  return (
    <Page
      view={view}
      title={title}
      form="clock"
      errors={errors}
      above={<BackLink href={`/${language}/staff/sensors/clocks`} text={t('clock.listTitle')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {open === undefined ? (
        <p class="govuk-body">{t('clock.nothing')}</p>
      ) : (
        <>
          <InsetText>{shiftWords(open.addSeconds, language)}</InsetText>
          <p class="govuk-body">{t('clock.meaning')}</p>
          <SummaryList
            rows={[
              { key: t('clock.compared'), value: t('clock.neighbours', { count: open.neighbours }) },
              {
                key: t('clock.stretch'),
                value: t('clock.days', {
                  from: longDate(open.fromAt, language),
                  until: longDate(open.untilAt, language),
                }),
              },
              { key: t('clock.now'), value: share(open.correlationNow) },
              { key: t('clock.moved'), value: share(open.correlation) },
              { key: t('clock.weeks'), value: t('clock.agree', { agree: open.agree, all: open.stretches }) },
            ]}
          />
          <Form view={view} id="clock">
            <input type="hidden" name="proposal" value={String(open.id)} />
            <Radios
              name="answer"
              legend={{ text: t('clock.question'), size: 'm' }}
              value={textOf(typed, 'answer')}
              error={errorOf(errors, 'answer')}
              choices={[
                { value: 'accepted', text: t('clock.accept'), hint: t('clock.acceptHint') },
                { value: 'refused', text: t('clock.refuse') },
              ]}
            />
            <Textarea
              name="reason"
              label={t('clock.reason')}
              value={textOf(typed, 'reason') ?? ''}
              error={errorOf(errors, 'reason')}
            />
            <Button>{t('reference.save')}</Button>
          </Form>
        </>
      )}
    </Page>
  )
}

/** For who a sensor is of: what seems off about its clock, in plain words. Nothing when nothing is. */
export function OwnClock({
  language,
  proposals,
}: {
  readonly language: Language
  readonly proposals: readonly KeptClock[]
}) {
  const t = messages(language)
  if (proposals.length === 0) return null
  return (
    <InsetText>
      {proposals.map(({ called, addSeconds }) => (
        <p>
          {titleOf(called, language)}. {shiftWords(addSeconds, language)}
        </p>
      ))}
      <p>{t('clock.own')}</p>
    </InsetText>
  )
}
