import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Radios } from '#web/components/radios/radios.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { propertyWords } from '../../called.ts'
import { unitSign } from '../../pages/value-words.ts'
import { KITS, MEASURABLE, OTHER } from '../kits.ts'
import { messages } from '../messages.ts'

interface KitPageProps {
  readonly view: View
  /** Empty: the form is not begun. */
  readonly token: string
  readonly kit: string | undefined
  readonly measures: readonly string[]
  readonly errors: readonly FieldError[]
}

/** Page 1: what do you have? */
export function KitPage({ view, token, kit, measures, errors }: KitPageProps) {
  const { language } = view
  const t = messages(language)
  return (
    <Page view={view} title={t('title')} description={t('about')} form="register" errors={errors}>
      <span class="govuk-caption-l">{t('step', { step: 1 })}</span>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('kit.intro')}</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>{t('kit.need.place')}</li>
        <li>{t('kit.need.email')}</li>
      </ul>
      <Form view={view} id="register" action={`/${language}/sensors/register`}>
        <input type="hidden" name="draft" value={token} />
        <Radios
          name="kit"
          legend={{ text: t('kit.legend'), size: 'm' }}
          value={kit ?? ''}
          error={errorOf(errors, 'kit')}
          choices={[
            ...KITS.map(({ id, name, hint }) => ({ value: id, text: name[language], hint: hint[language] })),
            {
              value: OTHER,
              text: t('kit.other'),
              hint: t('kit.otherHint'),
              conditional: (
                <Checkboxes
                  name="measures"
                  legend={t('kit.measures')}
                  hint={t('kit.measuresHint')}
                  small
                  values={kit === OTHER ? measures : []}
                  error={errorOf(errors, 'measures')}
                  choices={MEASURABLE.map((property) => ({
                    value: property.key,
                    text: named(property.key, property.ucum, language),
                  }))}
                />
              ),
            },
          ]}
        />
        <Button>{t('continue')}</Button>
      </Form>
    </Page>
  )
}

/** "Luchttemperatuur (°C)" */
export function named(property: string, ucum: string | null, language: View['language']): string {
  const sign = unitSign({ ucum, symbol: null })
  const words = propertyWords({ property, propertyName: property }, language)
  return sign === '' ? words : `${words} (${sign})`
}
