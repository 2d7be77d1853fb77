import type { Language } from '#core/i18n/language.ts'

/** The kinds of body: government, companies, knowledge institutions and associations have the same place here. */
export const BODY_KINDS = [
  'municipality',
  'intermunicipal',
  'province',
  'agency',
  'region-office',
  'company',
  'knowledge',
  'association',
] as const
export type BodyKind = (typeof BODY_KINDS)[number]

/** Somebody on the square that is not a person. The id is a readable word: `leuven`, `region-office`. */
export interface Body {
  readonly id: string
  readonly kind: BodyKind
  readonly nl: string
  readonly fr: string
  readonly en: string
  readonly de: string
  /** The municipality that it governs, when it is a local government. */
  readonly municipality: string | null
  /** Invented, for the demonstration. */
  readonly demo: boolean
}

/** The name in the language of the reader. */
export function bodyName(body: Body, language: Language): string {
  return body[language]
}

/** A name as an id: lower case, letters and digits with single dashes, accents left out. */
export function slug(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
