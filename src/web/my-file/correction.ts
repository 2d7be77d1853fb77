import { z } from 'zod'
import type { Language } from '#core/i18n/language.ts'
import { textOf } from '../components/form/typed.ts'
import type { OwnField, OwnRecord } from '../own-file.ts'
import type { FieldError, Typed } from '../route.ts'
import { messages } from './messages.ts'

/** A field that the resident may correct. */
export type CorrectableField = OwnField & Required<Pick<OwnField, 'correctable'>>
type Kind = CorrectableField['correctable']['kind']

const EMAIL = z.email()
/** Digits with what people write between them. */
const PHONE = /^[+()\d][\d\s./()-]{5,}$/

const IS_RIGHT: Readonly<Record<Kind, (value: string) => boolean>> = {
  name: () => true,
  email: (value) => EMAIL.safeParse(value).success,
  phone: (value) => PHONE.test(value),
}

/** The fields of a record that the resident may correct. */
export function correctableFields({ fields }: OwnRecord): CorrectableField[] {
  return fields.filter((field): field is CorrectableField => field.correctable !== undefined)
}

/** Reads what was typed for these fields: on one line, every one of them may be empty. */
export function readCorrection(
  fields: readonly CorrectableField[],
  typed: Typed,
  language: Language,
): { values: Readonly<Record<string, string>>; errors: FieldError[] } {
  const t = messages(language)
  const values: Record<string, string> = {}
  const errors: FieldError[] = []
  for (const { name, correctable } of fields) {
    const value = (textOf(typed, name) ?? '').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
    values[name] = value
    const { kind, maxLength } = correctable
    if (value.length > maxLength) errors.push({ field: name, message: t('correct.tooLong', { count: maxLength }) })
    else if (value !== '' && !IS_RIGHT[kind](value)) errors.push({ field: name, message: t(`correct.wrong.${kind}`) })
  }
  return { values, errors }
}
