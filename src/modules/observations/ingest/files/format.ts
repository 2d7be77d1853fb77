import { z } from 'zod'
import { isUcum } from '../../harmonise/ucum.ts'
import { RESULT_KINDS } from '../../model.ts'
import { ROUGH } from '../../place.ts'
import { propertyOf } from '../../vocabulary/vocabulary.ts'

/** A text with names of columns in braces: `{kit_id}`. `{header}` is the name of the column that is read, others come from the file's name. */
const Template = z.string().max(500)
/** The name of a column; empty for the column that has none. */
const Column = z.string().max(200)
const Ucum = z.string().max(60).refine(isUcum, { error: 'is not a UCUM code that we know' }).nullable()
const PropertyKey = z.string().refine((key) => propertyOf(key) !== undefined, { error: 'is not in our vocabulary' })

const What = z.strictObject({ property: PropertyKey, unit: Ucum })

const Thing = z.strictObject({
  /** How its own network calls it, with the name of the network: one thing for each. */
  key: Template,
  name: Template,
  description: Template.default(''),
  lon: Column.optional(),
  lat: Column.optional(),
  properties: z.record(z.string().max(60), Column).default({}),
  /** These hang at somebody's home: their places are kept no more precisely than a cell of some 250 metres. */
  precision: z.literal(ROUGH).optional(),
})

const Time = z.strictObject({
  /** Put together with a space between them. */
  columns: z.array(Column).min(1).max(3),
  /** `iso`, or signs of Unicode TR 35: `dd/MM/yyyy HH:mm`. */
  pattern: z.string().min(1).max(60).default('iso'),
  /** Of times that do not tell their own: `UTC` or a name such as `Europe/Brussels`. */
  zone: z.string().min(1).max(60),
  /** A column that counts steps of so many seconds from the first (1). */
  step: z.strictObject({ column: Column, seconds: z.number().int().min(1).max(86_400) }).optional(),
})

const Value = z
  .strictObject({
    /** The column that holds it. */
    column: Column.optional(),
    /** Every column but these holds one, each of its own. */
    every: z.strictObject({ except: z.array(Column).max(50) }).optional(),
    /** Within the thing; the name of the column when absent. */
    key: Template.optional(),
    name: Template.optional(),
    description: Template.optional(),
    sensor: Template.default('unknown'),
    property: PropertyKey.optional(),
    unit: Ucum.optional(),
    /** What it is, where other columns tell. */
    choose: z.strictObject({ by: Template, from: z.record(z.string(), What) }).optional(),
    kind: z.enum(RESULT_KINDS).default('number'),
    /** Texts that stand for nothing in this column, besides those of the whole file. */
    missing: z.array(z.string().max(60)).max(50).default([]),
    /** When another column has one of these texts, nothing was measured: counts of a counter that was off. */
    absentWhen: z.strictObject({ column: Column, is: z.array(z.string().max(60)).min(1).max(10) }).optional(),
    /** Words in the place of those in the file. */
    words: z.record(z.string(), z.string()).optional(),
    /** Of `json`: a list of numbers with this sign between them. */
    split: z.string().length(1).optional(),
    /** Columns with the time of this value, where each has its own. */
    time: z.array(Column).min(1).max(3).optional(),
    quality: Column.optional(),
    parameters: z.record(z.string().max(60), Column).optional(),
    /** Of the datastream; `isForecast` true: what it tells lies ahead. */
    properties: z.record(z.string().max(60), z.union([z.string().max(200), z.boolean()])).default({}),
    thing: Thing.optional(),
  })
  .refine(({ column, every }) => (column === undefined) !== (every === undefined), {
    error: 'needs a column, or every',
  })
  .refine(({ property, choose }) => (property === undefined) !== (choose === undefined), {
    error: 'needs a property, or choose',
  })

/** How one kind of file is read: data, so that a municipality adds one without code (`docs/sensor-files.md`). */
export const Format = z.strictObject({
  about: z.string().min(1).max(500),
  reader: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('csv'),
      delimiter: z.enum([',', ';', '\t', '|']).default(','),
      encoding: z.enum(['utf-8', 'latin1']).default('utf-8'),
      /** Lines before the line with the names of the columns. */
      skip: z.number().int().min(0).max(100).default(0),
    }),
    z.strictObject({ kind: z.literal('json'), within: z.string().max(60).optional() }),
  ]),
  /** A regular expression with named groups for the name of the file without its endings; it must fit. */
  file: z.string().max(200).optional(),
  time: Time.optional(),
  /** How long what each value is about lasts (ISO 8601: `PT1H`, `P1D`); absent: a moment. */
  lasts: z
    .string()
    .regex(/^P(?=\d|T\d)(\d{1,3}D)?(T(\d{1,4}H)?(\d{1,4}M)?(\d{1,6}S)?)?$/, {
      error: 'is not a length of time: PT15M, P1D',
    })
    .optional(),
  /** Whether the time of the file is the end of that. */
  timeIsEnd: z.boolean().default(false),
  /** A column with its end, in the same pattern. */
  until: Column.optional(),
  /** Seconds between values, for what is a moment. */
  period: z.number().int().min(1).max(31_622_400).optional(),
  decimal: z.enum(['.', ',']).default('.'),
  /** Texts that stand for nothing. */
  missing: z.array(z.string().max(60)).max(50).default(['']),
  thing: Thing,
  /** None: the file tells of things only. */
  values: z.array(Value).max(200).default([]),
})
export type Format = z.infer<typeof Format>
export type ThingFormat = z.infer<typeof Thing>
export type ValueFormat = z.infer<typeof Value>
export type TimeFormat = z.infer<typeof Time>
