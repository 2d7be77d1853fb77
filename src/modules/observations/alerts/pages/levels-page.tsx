import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Fieldset } from '#web/components/fieldset/fieldset.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Hint } from '#web/components/hint/hint.tsx'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { AlertStream } from '../alerts.ts'
import type { KnownLimit } from '../known-limits.ts'
import { titleOf } from '../../called.ts'
import { valueText } from '../letter.ts'
import { messages } from '../messages.ts'

interface LevelsPageProps {
  readonly view: View
  readonly stream: AlertStream
  readonly limits: readonly KnownLimit[]
  /** After how long it is silent, where that is known. */
  readonly allowanceSeconds: number | undefined
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where staff say from which values on a datastream gives an alarm, when that is over, and when it is silent. */
export function LevelsPage(props: LevelsPageProps) {
  const { view, stream, limits, allowanceSeconds, typed, errors } = props
  const { language } = view
  const t = messages(language)
  const title = t('levels.title', { name: titleOf(stream.called, language) })
  const fields = { typed, errors }
  const unit = stream.unit ?? 'none'
  return (
    <Page
      view={view}
      title={title}
      form="levels"
      errors={errors}
      above={<BackLink href={`/${language}/sensors/datastreams/${stream.id}/alerts`} text={t('toAlerts')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {stream.kind === 'number' ? (
        <>
          <p class="govuk-body">{t('levels.intro')}</p>
          {limits.length > 0 && <Limits view={view} stream={stream} limits={limits} />}
        </>
      ) : (
        <p class="govuk-body">{t('levels.notNumber')}</p>
      )}
      <Form view={view} id="levels">
        {stream.kind === 'number' && (
          <>
            <Fieldset legend={{ text: t('levels.above'), size: 'm' }}>
              <Amount name="aboveAttention" label={t('levels.aboveAttention', { unit })} {...fields} />
              <Amount name="aboveAlarm" label={t('levels.aboveAlarm', { unit })} {...fields} />
            </Fieldset>
            <Fieldset legend={{ text: t('levels.below'), size: 'm' }}>
              <Amount name="belowAttention" label={t('levels.belowAttention', { unit })} {...fields} />
              <Amount name="belowAlarm" label={t('levels.belowAlarm', { unit })} {...fields} />
            </Fieldset>
            <Fieldset legend={{ text: t('levels.over'), size: 'm' }} describedBy="over-hint">
              <Hint id="over-hint" hint={t('levels.overHint')} />
              <Amount name="margin" label={t('levels.margin', { unit })} {...fields} />
              <Amount name="valuesBack" label={t('levels.valuesBack')} isWhole {...fields} />
              <Amount name="minutesBack" label={t('levels.minutesBack')} isWhole {...fields} />
            </Fieldset>
          </>
        )}
        <Radios
          name="silence"
          legend={{ text: t('levels.silence'), size: 'm' }}
          value={textOf(typed, 'silence') ?? ''}
          error={errorOf(errors, 'silence')}
          choices={[
            {
              value: 'usual',
              text: t('levels.silence.usual'),
              ...(allowanceSeconds !== undefined && {
                hint: t('levels.silence.usualIs', { count: Math.round(allowanceSeconds / 60) }),
              }),
            },
            {
              value: 'own',
              text: t('levels.silence.own'),
              conditional: <Amount name="silenceMinutes" label={t('levels.silenceMinutes')} isWhole {...fields} />,
            },
            { value: 'off', text: t('levels.silence.off') },
          ]}
        />
        <Checkboxes
          name="tellsStaff"
          legend={{ text: t('levels.staff'), size: 'm' }}
          values={choicesOf(typed, 'tellsStaff')}
          choices={[{ value: 'yes', text: t('levels.tellsStaff') }]}
        />
        <Button>{t('levels.save')}</Button>
      </Form>
    </Page>
  )
}

function Amount({
  name,
  label,
  isWhole = false,
  typed,
  errors,
}: {
  readonly name: string
  readonly label: string
  readonly isWhole?: boolean
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}) {
  return (
    <Input
      name={name}
      label={label}
      inputmode={isWhole ? 'numeric' : 'decimal'}
      width={10}
      value={textOf(typed, name) ?? ''}
      error={errorOf(errors, name)}
    />
  )
}

function Limits({ view, stream, limits }: Pick<LevelsPageProps, 'view' | 'stream' | 'limits'>) {
  const { language } = view
  const t = messages(language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('levels.known')}</h2>
      <p class="govuk-body">{t('levels.knownHint')}</p>
      <ul class="govuk-list govuk-list--bullet">
        {limits.map((limit) => {
          const name = limitText(limit, stream.unit, language)
          return (
            <li>
              {name} (
              <a class="govuk-link" href={limit.source.url} lang="en" rel="external">
                {limit.source.name}
              </a>
              ) –{' '}
              <a class="govuk-link" href={`?limit=${limit.id}`}>
                {t('levels.use')} <span class="govuk-visually-hidden">{name}</span>
              </a>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function limitText({ attention, alarm, hours }: KnownLimit, unit: string | null, language: View['language']): string {
  const t = messages(language)
  const parts = [
    ...(attention === null ? [] : [t('levels.limitAttention', { level: valueText(attention, unit, language) })]),
    ...(alarm === null ? [] : [t('levels.limitAlarm', { level: valueText(alarm, unit, language) })]),
  ]
  return `${parts.join(', ')}, ${t('levels.limitHours', { count: hours })}`
}
