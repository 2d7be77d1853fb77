import { z } from 'zod'
import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { CATEGORIES, isCategory, type Category } from '../../category.ts'
import { messages as reports } from '../../messages.ts'
import type { Members } from './document.ts'
import definitions from './service-attributes.json' with { type: 'json' }

/** The kinds of answer that GeoReport v2 knows. */
const DATATYPES = ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] as const
export type Datatype = (typeof DATATYPES)[number]

const Words = z.record(z.enum(LANGUAGES), z.string().min(1))
const Attribute = z.strictObject({
  code: z.string().regex(/^[a-z_]{1,40}$/),
  datatype: z.enum(DATATYPES),
  /** False: words to read, nothing to answer. */
  variable: z.boolean().default(true),
  required: z.boolean(),
  description: Words,
  /** How to answer. */
  help: Words.optional(),
  values: z.array(z.strictObject({ key: z.string().regex(/^[a-z_]{1,40}$/), name: Words })).default([]),
})
/** A question about reports of one category, in four languages. */
export type Attribute = z.output<typeof Attribute>

const ATTRIBUTES = z.partialRecord(z.enum(CATEGORIES), z.array(Attribute)).parse(definitions)

/** The questions of a category; often none. */
export function attributesOf(category: Category): readonly Attribute[] {
  return ATTRIBUTES[category] ?? []
}

/** The category of a `service_code`: they are the same word. */
export function categoryOf(code: string): Category | undefined {
  return isCategory(code) ? code : undefined
}

/** What people may report, in the language of the reader: an entry of the service list for each category. */
export function listServices(language: Language): Members[] {
  const t = reports(language)
  return CATEGORIES.map((category) => ({
    service_code: category,
    service_name: t(`category.${category}`),
    description: t(`category.${category}`),
    metadata: attributesOf(category).length > 0,
    type: 'realtime',
    keywords: category.replaceAll('-', ', '),
    group: GROUPS[category],
  }))
}

/** The definition of a service: its questions in order. */
export function defineService(category: Category, language: Language): Members {
  return {
    service_code: category,
    attributes: attributesOf(category).map(
      ({ code, datatype, variable, required, description, help, values }, index) => ({
        variable,
        code,
        datatype,
        required,
        datatype_description: help?.[language] ?? null,
        order: index + 1,
        description: description[language],
        values:
          values.length === 0 ? undefined : values.map(({ key, name }): Members => ({ key, name: name[language] })),
      }),
    ),
  }
}

/** A word that gathers services, as clients show them. */
const GROUPS: Readonly<Record<Category, string>> = {
  road: 'street',
  pavement: 'street',
  'cycle-path': 'street',
  'street-light': 'street',
  'traffic-sign': 'street',
  stop: 'street',
  dumping: 'waste',
  litter: 'waste',
  container: 'waste',
  'missed-collection': 'waste',
  tree: 'green',
  green: 'green',
  water: 'street',
  graffiti: 'public space',
  playground: 'public space',
  animal: 'other',
  nuisance: 'other',
  other: 'other',
}
