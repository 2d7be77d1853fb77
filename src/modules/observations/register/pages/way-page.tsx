import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { Way } from '../answers.ts'
import { messages } from '../messages.ts'
import type { StepProps } from './stands-page.tsx'

/** Page 4: how does it send? */
export function WayPage({ view, token, answers, typed, errors, ways }: StepProps & { readonly ways: readonly Way[] }) {
  const t = messages(view.language)
  const numberOf = (way: Way) => (answers.way === way ? (answers.number ?? '') : '')
  const field: Partial<Record<Way, preact.ComponentChild>> = {
    'sensor-community': (
      <Input
        name="number"
        label={t('way.number')}
        hint={t('way.numberHint')}
        value={textOf(typed, 'number') ?? numberOf('sensor-community')}
        error={errorOf(errors, 'number')}
        width={10}
        inputmode="numeric"
      />
    ),
    ttn: (
      <Input
        name="device"
        label={t('way.device')}
        hint={t('way.deviceHint')}
        value={textOf(typed, 'device') ?? numberOf('ttn')}
        error={errorOf(errors, 'device')}
        autocapitalize="none"
        spellcheck={false}
      />
    ),
  }
  return (
    <Page
      view={view}
      title={t('way.title')}
      form="register"
      errors={errors}
      above={<BackLink href={`/${view.language}/sensors/register/${token}/stands`} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 4 })}</span>
      <h1 class="govuk-heading-l">{t('way.title')}</h1>
      <Form view={view} id="register">
        <Radios
          name="way"
          legend={{ text: t('way.legend'), size: 's' }}
          value={textOf(typed, 'way') ?? answers.way ?? ''}
          error={errorOf(errors, 'way')}
          choices={ways.map((way) => ({
            value: way,
            text: t(`way.${way}`),
            hint: t(`way.${way}.hint`),
            ...(field[way] !== undefined && { conditional: <>{field[way]}</> }),
          }))}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}
