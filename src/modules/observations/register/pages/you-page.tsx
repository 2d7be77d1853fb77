import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import { LICENCES } from '../answers.ts'
import { messages } from '../messages.ts'
import type { StepProps } from './stands-page.tsx'

/** Page 5: the name of the sensor, the address for the letter, and what becomes public. */
export function YouPage({ view, token, answers, typed, errors }: StepProps) {
  const t = messages(view.language)
  return (
    <Page
      view={view}
      title={t('you.title')}
      form="register"
      errors={errors}
      above={<BackLink href={`/${view.language}/sensors/register/${token}/way`} />}
    >
      <span class="govuk-caption-l">{t('step', { step: 5 })}</span>
      <h1 class="govuk-heading-l">{t('you.title')}</h1>
      <Form view={view} id="register">
        <Input
          name="name"
          label={t('you.name')}
          hint={t('you.nameHint')}
          value={textOf(typed, 'name') ?? answers.name ?? ''}
          error={errorOf(errors, 'name')}
        />
        <Input
          name="email"
          type="email"
          label={t('you.email')}
          hint={t('you.emailHint')}
          value={textOf(typed, 'email') ?? answers.email ?? ''}
          error={errorOf(errors, 'email')}
          autocomplete="email"
          spellcheck={false}
        />
        <Radios
          name="licence"
          legend={{ text: t('you.licence'), size: 's' }}
          hint={t('you.licenceHint')}
          value={textOf(typed, 'licence') ?? answers.licence ?? 'CC-BY-4.0'}
          error={errorOf(errors, 'licence')}
          choices={LICENCES.map((licence) => ({
            value: licence,
            text: t(`licence.${licence}`),
            hint: t(`licence.${licence}.hint`),
          }))}
        />
        <Checkboxes
          name="agrees"
          legend={{ text: t('you.public'), size: 's' }}
          values={answers.name === undefined ? choicesOf(typed, 'agrees') : ['yes']}
          error={errorOf(errors, 'agrees')}
          choices={[{ value: 'yes', text: t('you.agree'), hint: t('you.agreeHint') }]}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}
