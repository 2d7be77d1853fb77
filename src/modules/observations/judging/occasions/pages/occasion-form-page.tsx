import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Fieldset } from '#web/components/fieldset/fieldset.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { propertyWords } from '../../../called.ts'
import { messages } from '../messages.ts'
import { MOST_DAYS } from '../occasion-form.ts'
import type { Occasion } from '../occasion.ts'
import type { NotingBody } from '../territory.ts'

interface OccasionFormPageProps {
  readonly view: View
  /** What is changed; undefined when it is new. */
  readonly before: Occasion | undefined
  /** For which it may be noted. */
  readonly bodies: readonly NotingBody[]
  /** Words of the vocabulary that are measured. */
  readonly properties: readonly string[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where staff note what happened: what, when, where, and for which measurements it counts. */
export function OccasionFormPage({ view, before, bodies, properties, typed, errors }: OccasionFormPageProps) {
  const { language } = view
  const t = messages(language)
  const title = t(before === undefined ? 'form.new' : 'form.change')
  const path = `/${language}/staff/occasions`
  const field = (name: string) => ({ name, value: textOf(typed, name) ?? '', error: errorOf(errors, name) })
  const municipalities = new Map(bodies.flatMap((body) => body.municipalities).map(({ nis, name }) => [nis, name]))
  const speaksForRegion = bodies.some((body) => body.speaksForRegion)
  const measured = [...new Set([...properties, ...(before?.properties ?? [])])]
  return (
    <Page view={view} title={title} form="occasion" errors={errors} above={<BackLink href={path} text={t('title')} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('form.intro')}</p>
      <Form view={view} id="occasion" action={before === undefined ? `${path}/new` : `${path}/${before.id}`}>
        {bodies.length > 1 && (
          <Select
            {...field('body')}
            label={t('form.body')}
            options={bodies.map(({ id, name }) => ({ value: id, text: name }))}
          />
        )}
        <Input {...field('words')} label={t('form.words')} hint={t('form.wordsHint')} />
        <Fieldset legend={{ text: t('form.from'), size: 'm' }}>
          <Input {...field('fromDay')} type="date" label={t('form.day')} width={10} />
          <Input {...field('fromTime')} type="time" label={t('form.time')} width={5} />
        </Fieldset>
        <Fieldset legend={{ text: t('form.until', { days: MOST_DAYS }), size: 'm' }}>
          <Input {...field('untilDay')} type="date" label={t('form.day')} width={10} />
          <Input {...field('untilTime')} type="time" label={t('form.time')} width={5} />
        </Fieldset>
        {municipalities.size > 1 && (
          <Checkboxes
            name="municipalities"
            legend={{ text: t('form.where'), size: 'm' }}
            {...(speaksForRegion && { hint: t('form.whereHint') })}
            small
            error={errorOf(errors, 'municipalities')}
            values={choicesOf(typed, 'municipalities')}
            choices={[...municipalities].map(([value, text]) => ({ value, text }))}
          />
        )}
        {municipalities.size === 1 && (
          <p class="govuk-body" id="municipalities">
            {t('form.here', { place: [...municipalities.values()].join('') })}
          </p>
        )}
        <Checkboxes
          name="properties"
          legend={{ text: t('form.properties'), size: 'm' }}
          small
          error={errorOf(errors, 'properties')}
          values={choicesOf(typed, 'properties')}
          choices={measured.map((property) => ({
            value: property,
            text: propertyWords({ property, propertyName: property }, language),
          }))}
        />
        <Button>{t('form.save')}</Button>
      </Form>
      {before !== undefined && (
        <Form view={view} id="remove" action={`${path}/${before.id}/remove`}>
          <Button kind="warning">{t('form.remove')}</Button>
        </Form>
      )}
    </Page>
  )
}
