import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { SIDES, type Answers } from '../answers.ts'
import { messages } from '../messages.ts'

export interface StepProps {
  readonly view: View
  readonly token: string
  readonly answers: Answers
  /** What was typed, to be shown again. */
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Page 3: outside or inside, on which side, how high. */
export function StandsPage({ view, token, answers: { stands }, typed, errors }: StepProps) {
  const t = messages(view.language)
  const outdoors = stands === undefined ? '' : stands.outdoors ? 'yes' : 'no'
  return (
    <Page
      view={view}
      title={t('stands.title')}
      form="register"
      errors={errors}
      above={<BackLink href={`/${view.language}/sensors/register/${token}/place`} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 3 })}</span>
      <h1 class="govuk-heading-l">{t('stands.title')}</h1>
      <p class="govuk-body">{t('stands.intro')}</p>
      <Form view={view} id="register">
        <Radios
          name="outdoors"
          legend={{ text: t('stands.outdoors'), size: 's' }}
          value={textOf(typed, 'outdoors') ?? outdoors}
          error={errorOf(errors, 'outdoors')}
          choices={[
            { value: 'yes', text: t('stands.outside') },
            { value: 'no', text: t('stands.inside') },
          ]}
        />
        <Radios
          name="side"
          legend={{ text: t('stands.side'), size: 's' }}
          value={textOf(typed, 'side') ?? stands?.side ?? ''}
          error={errorOf(errors, 'side')}
          choices={SIDES.map((side) => ({ value: side, text: t(`side.${side}`) }))}
        />
        <Input
          name="height"
          label={t('stands.height')}
          hint={t('stands.heightHint')}
          value={textOf(typed, 'height') ?? (stands?.height == null ? '' : String(stands.height))}
          error={errorOf(errors, 'height')}
          width={4}
          inputmode="decimal"
          suffix="m"
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}
