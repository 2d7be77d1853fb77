import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import type { AlertStream } from '../../alerts/alerts.ts'
import { titleOf } from '../../called.ts'
import { BESIDE_METRES } from '../calibrate-beside.ts'
import { messages } from '../messages.ts'

interface ReferencePageProps {
  readonly view: View
  readonly stream: AlertStream
  readonly isReference: boolean
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where the office of the region says that other sensors are calibrated with a datastream. */
export function ReferencePage({ view, stream, isReference, typed, errors }: ReferencePageProps) {
  const { language } = view
  const t = messages(language)
  const title = t('reference.title', { name: titleOf(stream.called, language) })
  return (
    <Page
      view={view}
      title={title}
      form="reference"
      errors={errors}
      above={<BackLink href={`/${language}/sensors/datastreams/${stream.id}`} text={t('reference.back')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('reference.intro', { metres: BESIDE_METRES })}</p>
      <Form view={view} id="reference">
        <Radios
          name="reference"
          legend={{ text: t('reference.question'), size: 'm' }}
          value={textOf(typed, 'reference') ?? (isReference ? 'yes' : 'no')}
          error={errorOf(errors, 'reference')}
          choices={[
            { value: 'yes', text: t('reference.yes') },
            { value: 'no', text: t('reference.no') },
          ]}
        />
        <Button>{t('reference.save')}</Button>
      </Form>
    </Page>
  )
}
