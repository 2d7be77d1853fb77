import type { Language } from '#core/i18n/language.ts'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import { propertyWords } from '../../../called.ts'
import { unitSign } from '../../../pages/value-words.ts'
import type { TestName } from '../../rules.ts'
import { BOTH_WAYS, nameOf, type Field } from '../fields.ts'
import { messages } from '../messages.ts'

interface LimitFieldProps {
  readonly field: Field
  readonly test: TestName
  /** Of the limits, as UCUM. */
  readonly unit: string
  readonly property: string
  /** Words of the vocabulary that are measured. */
  readonly measured: readonly string[]
  readonly language: Language
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** One limit of a test in the form. */
export function LimitField({ field, test, unit, property, measured, language, typed, errors }: LimitFieldProps) {
  const t = messages(language)
  const name = nameOf(test, field.key)
  const value = textOf(typed, name) ?? ''
  const sign = unitSign({ ucum: unit, symbol: null })
  const shared = { name, label: t(`field.${field.key}`), error: errorOf(errors, name) }
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          {...shared}
          value={value}
          options={(field.choices ?? []).map((choice) => ({ value: choice, text: t(`choice.${choice}`) }))}
        />
      )
    case 'property': {
      const words = new Set([...(value === BOTH_WAYS || value === '' ? [] : [value]), ...measured])
      words.delete(property)
      return (
        <Select
          {...shared}
          value={value}
          options={[
            { value: '', text: t('pick.choose') },
            { value: BOTH_WAYS, text: t('pick.bothWays') },
            ...[...words].map((word) => ({ value: word, text: namesOf(word, language) })),
          ]}
        />
      )
    }
    case 'months':
      return <Textarea {...shared} hint={t('pick.monthsHint')} rows={6} value={value} spellcheck={false} />
    case 'values':
      return <Input {...shared} width={20} value={value} />
    case 'value':
      return <Input {...shared} inputmode="decimal" width={10} value={value} {...(sign !== '' && { suffix: sign })} />
    default:
      return <Input {...shared} inputmode={field.kind === 'count' ? 'numeric' : 'decimal'} width={10} value={value} />
  }
}

function namesOf(words: string, language: Language): string {
  return words
    .split(' ')
    .map((word) => propertyWords({ property: word, propertyName: word }, language))
    .join(' + ')
}
