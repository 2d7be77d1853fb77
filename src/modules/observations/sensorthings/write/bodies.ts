import { z } from 'zod'
import { badBody } from '../problems.ts'

const Name = z.string().min(1).max(500)
const Description = z.string().max(10_000).default('')
const Members = z
  .record(z.string().max(200), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 100_000, { error: 'is larger than 100,000 signs' })
const Anything = z.unknown().refine((value) => value !== undefined && JSON.stringify(value).length <= 100_000, {
  error: 'is missing or too large',
})
const Properties = Members.nullable().optional()
const Encoding = z.string().min(1).max(200)

/** Something that is there already: `{"@iot.id": 5}`. */
export const Ref = z.strictObject({
  '@iot.id': z.union([z.number().int().min(1).max(2_147_483_647), z.string().max(40)]),
})
export type Ref = z.infer<typeof Ref>

const LocationCore = z.strictObject({
  name: Name,
  description: Description,
  encodingType: Encoding,
  location: Members,
  properties: Properties,
})
export const SensorBody = z.strictObject({
  name: Name,
  description: Description,
  encodingType: Encoding,
  metadata: Anything,
  properties: Properties,
})
export const ObservedPropertyBody = z.strictObject({
  name: Name,
  definition: z.string().min(1).max(1000),
  description: Description,
  properties: Properties,
})
export const FeatureBody = z.strictObject({
  name: Name,
  description: Description,
  encodingType: Encoding,
  feature: Members,
  properties: Properties,
})

/** The members of an observation; their meaning is read by `harmonise/read-observation.ts`. */
export const ObservationBody = z.strictObject({
  phenomenonTime: z.unknown().optional(),
  result: z.unknown(),
  resultTime: z.unknown().optional(),
  resultQuality: z.unknown().optional(),
  validTime: z.unknown().optional(),
  parameters: z.unknown().optional(),
  Datastream: Ref.optional(),
  FeatureOfInterest: z.union([Ref, FeatureBody]).optional(),
})
export type ObservationBody = z.infer<typeof ObservationBody>

const Unit = z.strictObject({
  name: z.string().max(200).nullable().default(null),
  symbol: z.string().max(60).nullable().default(null),
  definition: z.string().max(1000).nullable().default(null),
})

const DatastreamCore = z.strictObject({
  name: Name,
  description: Description,
  observationType: z.string().min(1).max(200),
  unitOfMeasurement: Unit,
  observedArea: Members.nullable().optional(),
  properties: Properties,
})
export const DatastreamBody = DatastreamCore.extend({
  Thing: Ref.optional(),
  Sensor: z.union([Ref, SensorBody]),
  ObservedProperty: z.union([Ref, ObservedPropertyBody]),
  Observations: z.array(ObservationBody).max(10_000).optional(),
})
export type DatastreamBody = z.infer<typeof DatastreamBody>

const ThingCore = z.strictObject({ name: Name, description: Description, properties: Properties })
export const ThingBody = ThingCore.extend({
  Locations: z
    .array(z.union([Ref, LocationCore]))
    .max(20)
    .optional(),
  Datastreams: z.array(DatastreamBody).max(200).optional(),
})
export type ThingBody = z.infer<typeof ThingBody>
export const LocationBody = LocationCore.extend({
  Things: z
    .array(z.union([Ref, ThingBody]))
    .max(20)
    .optional(),
})
export type LocationBody = z.infer<typeof LocationBody>
export const HistoricalLocationBody = z.strictObject({
  time: z.string().max(60),
  Thing: Ref.optional(),
  Locations: z.array(Ref).min(1).max(20),
})

/** What can be changed of each kind (PATCH); a PUT sends all that has no default. */
export const CHANGES = {
  Things: ThingCore.extend({ Locations: z.array(Ref).max(20).optional() }),
  Locations: LocationCore,
  Sensors: SensorBody,
  ObservedProperties: ObservedPropertyBody,
  FeaturesOfInterest: FeatureBody,
  Datastreams: DatastreamCore.extend({
    Thing: Ref.optional(),
    Sensor: Ref.optional(),
    ObservedProperty: Ref.optional(),
  }),
  HistoricalLocations: z.strictObject({ time: z.string().max(60) }),
  Observations: ObservationBody.omit({ Datastream: true, FeatureOfInterest: true }),
} as const

/** Reads a body; throws a Problem that names the member that is wrong. */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw badBody(
    read.error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.join('/') || 'the body'}: ${message}`)
      .join('; '),
  )
}
