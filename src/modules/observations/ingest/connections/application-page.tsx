import type { JSX } from 'preact'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { PROPERTIES } from '../../vocabulary/vocabulary.ts'
import type { Application } from '../lorawan/application-store.ts'
import { messages } from '../messages.ts'
import { BodySelect, type BodyOption } from './form-page.tsx'
import { LIST } from './list-page.tsx'

interface ApplicationPageProps {
  readonly view: View
  /** Undefined for a new one. */
  readonly known: Application | undefined
  readonly typed: Typed
  readonly errors: readonly FieldError[]
  readonly bodies: readonly BodyOption[]
}

/** Where somebody says what the fields of an application mean. */
export function ApplicationPage(props: ApplicationPageProps): JSX.Element {
  const { view, known, typed, errors } = props
  const { language } = view
  const t = messages(language)
  const title = known === undefined ? t('lorawan.add') : known.application
  return (
    <Page
      view={view}
      title={title}
      form="application"
      errors={errors}
      above={<BackLink href={`/${language}${LIST}`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('lorawan.usual')}</p>
      <Form view={view} id="application">
        {known === undefined && <BodySelect {...props} />}
        <Input
          name="application"
          label={t('lorawan.application')}
          hint={t('lorawan.applicationHint')}
          error={errorOf(errors, 'application')}
          value={textOf(typed, 'application')}
          autocomplete="off"
          spellcheck={false}
        />
        <Textarea
          name="fields"
          label={t('lorawan.fields')}
          hint={t('lorawan.fieldsHint')}
          error={errorOf(errors, 'fields')}
          value={textOf(typed, 'fields')}
          rows={8}
          spellcheck={false}
        />
        <Details summary={t('lorawan.words')}>
          <Table
            caption={t('lorawan.words')}
            captionClasses="govuk-visually-hidden"
            stack
            head={[t('what'), t('lorawan.word'), t('lorawan.unit')]}
            rows={PROPERTIES.map(({ key, label, ucum }) => [label[language], <code>{key}</code>, ucum ?? '–'])}
          />
        </Details>
        <Radios
          name="others"
          legend={{ text: t('lorawan.others'), size: 's' }}
          error={errorOf(errors, 'others')}
          value={textOf(typed, 'others')}
          choices={(['wait', 'ignore'] as const).map((value) => ({ value, text: t(`lorawan.others.${value}`) }))}
        />
        <Radios
          name="atHome"
          legend={{ text: t('lorawan.atHome'), size: 's' }}
          value={textOf(typed, 'atHome') ?? 'no'}
          choices={(['no', 'yes'] as const).map((value) => ({ value, text: t(`lorawan.atHome.${value}`) }))}
        />
        <Button>{t('save')}</Button>
      </Form>
      {known !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}${LIST}/lorawan/${known.id}/remove`}>
            {t('remove')}
          </a>
        </p>
      )}
    </Page>
  )
}
