import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { Registration } from '../registration.ts'

interface EndPageProps {
  readonly view: View
  readonly path: string
  readonly registration: Registration
  readonly errors: readonly FieldError[]
}

/** Asks what becomes of what was measured, and ends it. */
export function EndPage({ view, path, registration, errors }: EndPageProps) {
  const t = messages(view.language)
  const title = t('end.title', { name: registration.name ?? '' })
  return (
    <Page view={view} title={title} form="end" errors={errors} above={<BackLink href={path} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('end.text')}</p>
      <Form view={view} id="end" action={`${path}/end`}>
        <Radios
          name="measurements"
          legend={{ text: t('end.legend'), size: 's' }}
          value="keep"
          error={errorOf(errors, 'measurements')}
          choices={[
            { value: 'keep', text: t('end.keep'), hint: t('end.keepHint') },
            { value: 'remove', text: t('end.remove'), hint: t('end.removeHint') },
          ]}
        />
        <Button kind="warning">{t('end.send')}</Button>
      </Form>
    </Page>
  )
}

export function EndedPage({ view, isRemoved }: { readonly view: View; readonly isRemoved: boolean }) {
  const t = messages(view.language)
  return (
    <Page view={view} title={t('ended.title')}>
      <h1 class="govuk-heading-l">{t('ended.title')}</h1>
      <p class="govuk-body">{t('ended.erased')}</p>
      <p class="govuk-body">{t(isRemoved ? 'ended.removed' : 'ended.kept')}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`/${view.language}/sensors`}>
          {t('toMap')}
        </a>
      </p>
    </Page>
  )
}
