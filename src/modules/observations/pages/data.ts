import { z } from 'zod'
import { RESULT_KINDS, type Result } from '../model.ts'
import type { CorrectedFigures } from '../calibrating/corrected-figures.ts'
import { correctedTold, CorrectedValue } from '../calibrating/corrected-told.ts'
import type { Doubted } from '../judging/doubted.ts'
import { shownPlace } from '../place.ts'
import { MOST_COUNTED, STATES, type ThingRow } from '../store/shown-things.ts'
import type { StreamRow, StreamTold, ThingTold } from '../store/shown-values.ts'
import type { Gathered } from './figures.ts'
import { PERIODS, type Shown } from './period.ts'
import { stateOfThing } from './state-tag.tsx'

const Place = z.object({
  lon: z.number(),
  lat: z.number(),
  isExact: z.boolean().describe('False: the middle of a cell of some 250 metres around it'),
})
const Value = z.union([z.number(), z.boolean(), z.string(), z.json()])
const Newest = z.object({
  at: z.iso.datetime(),
  until: z.iso.datetime().nullable().describe('The end of what it is about; null: a moment'),
  result: Value,
})

/** A datastream for machines. */
export const StreamOutput = z.object({
  id: z.number().int(),
  name: z.string(),
  property: z.string().nullable().describe('Word of the vocabulary of the region'),
  propertyName: z.string(),
  kind: z.enum(RESULT_KINDS),
  unit: z.string().nullable().describe('UCUM'),
  state: z.enum(STATES).describe('fresh: measures; silent: stopped; none: never told anything'),
  newest: Newest.nullable(),
})

/** A thing for machines. */
export const ThingOutput = z.object({
  id: z.number().int(),
  name: z.string(),
  municipality: z.string().nullable().describe('NIS code'),
  place: Place.nullable(),
  state: z.enum(STATES),
  datastreams: z.array(StreamOutput),
})

export const ListOutput = z.object({
  total: z.number().describe(`How many fit, counted up to ${MOST_COUNTED}: one more means that there are more`),
  page: z.number(),
  things: z.array(ThingOutput),
})

export const OneThingOutput = ThingOutput.extend({ owner: z.string(), description: z.string() })

export const OneStreamOutput = StreamOutput.extend({
  thing: z.number().int(),
  owner: z.string(),
  municipality: z.string().nullable(),
  place: Place.nullable(),
  sensor: z.string(),
  licence: z.string().nullable(),
  period: z.enum(PERIODS),
  step: z.enum(['raw', 'hour', 'day']),
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  values: z.array(
    z.object({
      at: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      result: Value.optional().describe('A value as it came'),
      count: z.number().int().optional(),
      mean: z.number().nullable().optional(),
      low: z.number().nullable().optional(),
      high: z.number().nullable().optional(),
      total: z.number().nullable().optional(),
    }),
  ),
  corrected: z.array(CorrectedValue).optional().describe('When asked for with values=corrected'),
  doubted: z
    .array(
      z.object({
        at: z.iso.datetime(),
        flag: z.number().int().describe('QARTOD: 3 suspect, 4 failed'),
        suspect: z.array(z.string()).describe('Tests that said suspect'),
        failed: z.array(z.string()).describe('Tests that said failed'),
        rules: z.number().int().describe('Version of the rules of the property'),
      }),
    )
    .describe('Values of this part of time that are doubtful, the newest first'),
})

/** A page of the list, as data. */
export function dataOfList(
  { total, page }: { readonly total: number; readonly page: number },
  things: readonly ThingRow[],
  streams: ReadonlyMap<number, readonly StreamRow[]>,
): z.input<typeof ListOutput> {
  return { total, page, things: things.map((thing) => dataOfThing(thing, streams.get(thing.id) ?? [])) }
}

/** A thing with what it measures, as data. */
export function dataOfThing(thing: ThingRow, streams: readonly StreamRow[]): z.input<typeof ThingOutput> {
  const { id, name, municipality } = thing
  const place = shownPlace(thing) ?? null
  return { id, name, municipality, place, state: stateOfThing(streams), datastreams: streams.map(dataOfStream) }
}

/** What one page tells of a thing, as data. */
export function dataOfOneThing(thing: ThingTold, streams: readonly StreamRow[]): z.input<typeof OneThingOutput> {
  return { ...dataOfThing(thing, streams), owner: thing.owner, description: thing.description }
}

/** What is shown of a datastream, as data. */
export function dataOfOneStream(
  stream: StreamTold,
  {
    thing,
    shown,
    gathered,
    doubted,
    corrected,
  }: {
    readonly thing: ThingTold
    readonly shown: Shown
    readonly gathered: Gathered
    readonly doubted: readonly Doubted[]
    readonly corrected: CorrectedFigures | undefined
  },
): z.input<typeof OneStreamOutput> {
  return {
    ...dataOfStream(stream),
    thing: thing.id,
    owner: thing.owner,
    municipality: thing.municipality,
    place: shownPlace(thing) ?? null,
    sensor: stream.sensor,
    licence: stream.licence ?? thing.licence,
    period: shown.period,
    step: gathered.step,
    from: shown.from.toString(),
    until: shown.until.toString(),
    values: [
      ...gathered.slots.map(({ from, until, ...sums }) => ({ at: from.toString(), until: until.toString(), ...sums })),
      ...gathered.told.map((told) => ({
        at: told.at.toString(),
        until: told.until?.toString() ?? null,
        result: resultOf(told) ?? '',
      })),
    ],
    ...(corrected && { corrected: corrected.rows.map(correctedTold) }),
    doubted: doubted.map(({ at, flag, suspect, failed, rules }) => ({
      at: at.toString(),
      flag,
      suspect: [...suspect],
      failed: [...failed],
      rules,
    })),
  }
}

function dataOfStream(stream: StreamRow): z.input<typeof StreamOutput> {
  const { id, name, property, propertyName, kind, ucum, state, at, until } = stream
  const result = resultOf(stream)
  const newest =
    at === null || result === undefined ? null : { at: at.toString(), until: until?.toString() ?? null, result }
  return { id, name, property, propertyName, kind, unit: ucum, state, newest }
}

type ResultValue = z.input<typeof Value>

function resultOf({ number, truth, text, json }: Result): ResultValue | undefined {
  return number ?? truth ?? text ?? (json as ResultValue | null) ?? undefined
}
