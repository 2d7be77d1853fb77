import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { SitingFields } from '../../reliability/pages/siting-fields.tsx'
import { SIDES, type Answers, type Stands } from '../answers.ts'
import { messages } from '../messages.ts'

export interface StepProps {
  readonly view: View
  readonly token: string
  readonly answers: Answers
  /** What was typed, to be shown again. */
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

interface StandsPageProps extends Pick<StepProps, 'view' | 'typed' | 'errors'> {
  /** What was answered before. */
  readonly stands: Stands | undefined
  readonly back: string
  /** Which step of the form; undefined: it is changed. */
  readonly step: number | undefined
}

/** Page 3: outside or inside, on which side, how high, and what is around it. */
export function StandsPage({ view, stands, back, step, typed, errors }: StandsPageProps) {
  const t = messages(view.language)
  const title = t(step === undefined ? 'stands.changeTitle' : 'stands.title')
  const outdoors = stands === undefined ? '' : stands.outdoors ? 'yes' : 'no'
  return (
    <Page view={view} title={title} form="register" errors={errors} above={<BackLink href={back} />}>
      {step !== undefined && <span class="govuk-caption-l">{t('step', { step })}</span>}
      <h1 class="govuk-heading-l">{title}</h1>
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
        <SitingFields language={view.language} standing={stands} typed={typed} />
        <Button>{t(step === undefined ? 'stands.save' : 'continue')}</Button>
      </Form>
    </Page>
  )
}
