import type { Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Select } from '#web/components/select/select.tsx'
import { titleOf } from '../../called.ts'
import { propertyOptions } from '../../pages/list-page.tsx'
import { messages } from '../messages.ts'
import type { Choosable } from './compare-store.ts'
import type { CompareInput } from './input.ts'
import { COMPARE_PATH } from './path.ts'
import type { Comparison } from './told.ts'

export interface ChooseFormProps {
  readonly input: CompareInput
  readonly comparison: Comparison
  readonly isTooMany: boolean
  /** Of the property, in the municipality. */
  readonly offered: readonly Choosable[]
  readonly measured: readonly string[]
  readonly municipalities: readonly { readonly nis: string; readonly name: string }[]
}

/** Which datastreams: first what is measured and where, then some of these. */
export function ChooseForm(props: ChooseFormProps & { readonly language: Language }) {
  const { input, comparison, isTooMany, offered, measured, municipalities, language } = props
  const t = messages(language)
  const action = `/${language}${COMPARE_PATH}`
  const chosen = comparison.chosen.map(({ id }) => String(id))
  const others = offered.filter(({ id }) => !chosen.includes(String(id)))
  const choices = [...comparison.chosen, ...others]
  return (
    <>
      <h2 class="govuk-heading-m">{t('compare.choose')}</h2>
      {choices.length > 0 && (
        <SearchForm label={t('compare.choose')} action={action}>
          <input type="hidden" name="property" value={input.property} />
          <input type="hidden" name="municipality" value={input.municipality} />
          <Checkboxes
            name="datastream"
            legend={{ text: t('compare.choose'), size: 's' }}
            values={chosen}
            {...(isTooMany && { error: t('compare.many') })}
            choices={choices.map(({ id, called }) => ({ value: String(id), text: titleOf(called, language) }))}
          />
          <Button>{t('compare.go')}</Button>
        </SearchForm>
      )}
      {input.property !== '' && others.length === 0 && <p class="govuk-body">{t('compare.none')}</p>}
      <SearchForm label={t('compare.first')} action={action} classes="sp-filter">
        {chosen.map((id) => (
          <input type="hidden" name="datastream" value={id} />
        ))}
        <Select
          name="property"
          label={t('network.property')}
          value={input.property}
          options={[{ value: '', text: t('compare.first') }, ...propertyOptions(measured, language)]}
        />
        <Select
          name="municipality"
          label={t('network.municipality')}
          value={input.municipality}
          options={[
            { value: '', text: t('network.region') },
            ...municipalities.map(({ nis, name }) => ({ value: nis, text: name })),
          ]}
        />
        <Button kind="secondary">{t('network.show')}</Button>
      </SearchForm>
    </>
  )
}
