import { z } from 'zod'
import { MOVES } from '#web/maps/map-window.ts'
import { Address } from '../alerts/subscribe.ts'
import { HeightInput, SitingInput } from '../reliability/standing-input.ts'
import type { Area, Influence } from '../reliability/standing.ts'
import { KIT_IDS, MEASURABLE, OTHER } from './kits.ts'

/** How values come to the square. */
export const WAYS = ['http', 'mqtt', 'ttn', 'sensor-community'] as const
export type Way = (typeof WAYS)[number]
export const SIDES = ['road', 'garden', 'other'] as const
export type Side = (typeof SIDES)[number]
/** SPDX names of the terms under which measurements may be given away. */
export const LICENCES = ['CC-BY-4.0', 'CC0-1.0'] as const
export type Licence = (typeof LICENCES)[number]

/** Ways that staff must finish by hand: nothing in the square fetches these by itself yet. */
export const BY_HAND: readonly Way[] = ['ttn', 'sensor-community']
/** What sends with a key of the square itself. */
export const BY_KEY: readonly Way[] = ['http', 'mqtt']

export interface Place {
  readonly lon: number
  readonly lat: number
  /** NIS code. */
  readonly municipality: string
}

/** How a sensor hangs, as the resident says. */
export interface Stands {
  readonly outdoors: boolean
  readonly height: number | null
  readonly side: Side
  /** Null, or absent in a form that was begun before it was asked: not known. */
  readonly area?: Area | null
  readonly influence?: Influence | null
}

/** What a resident answered so far, kept from page to page. */
export interface Answers {
  readonly kit?: string
  readonly measures?: readonly string[]
  readonly place?: Place
  readonly stands?: Stands
  readonly way?: Way
  readonly number?: string
  readonly name?: string
  readonly email?: string
  readonly licence?: Licence
}
export type Complete = Required<Omit<Answers, 'number'>> & Pick<Answers, 'number'>

export const NAME_MIN = 3
export const NAME_MAX = 80
const NUMBER_MAX = 60
const MOST_MEASURES = 20

export const OfDraft = z.object({ draft: z.string().max(60) })
const optional = (max: number) => z.string().max(max).catch('').default('')

const Measures = z
  .union([z.array(z.string()), z.string().transform((one) => [one])])
  .catch([])
  .default([])
  .transform((all) => MEASURABLE.map(({ key }) => key).filter((key) => all.includes(key)))

/** Page 1. Of a kit it is known what it measures. */
export const KitInput = z.object({
  draft: optional(60),
  kit: z.string({ error: 'kit.needed' }).refine((id) => KIT_IDS.includes(id), { error: 'kit.needed' }),
  measures: Measures,
})
export type KitInput = z.output<typeof KitInput>

/** What is wrong with what was ticked, as a key of the messages; undefined when nothing is. */
export function wrongMeasures({
  kit,
  measures,
}: Pick<KitInput, 'kit' | 'measures'>): 'kit.measuresNeeded' | 'kit.measuresMany' | undefined {
  if (kit !== OTHER) return undefined
  if (measures.length === 0) return 'kit.measuresNeeded'
  return measures.length > MOST_MEASURES ? 'kit.measuresMany' : undefined
}

/** Page 2, and the page to move a sensor: the map as `<PickMap>` posts it. */
export const MapInput = z.object({
  postalCode: optional(20).transform((text) => text.replace(/^B-|\s/gi, '')),
  coordinates: optional(60),
  map: optional(60),
  pin: optional(60),
  'pin.x': optional(10),
  'pin.y': optional(10),
  move: z
    .enum(['', ...MOVES])
    .catch('')
    .default(''),
  here: optional(60),
  near: optional(60),
  find: optional(10),
  next: optional(10),
})
export type MapInput = z.output<typeof MapInput>
export const PlaceInput = MapInput.extend(OfDraft.shape)

/** Page 3, and the page to change it later. */
export const Hangs = SitingInput.extend({
  outdoors: z.enum(['yes', 'no'], { error: 'stands.outdoorsNeeded' }),
  side: z.enum(SIDES, { error: 'stands.sideNeeded' }),
  height: HeightInput('stands.heightWrong'),
})
export const StandsInput = OfDraft.extend(Hangs.shape)

/** How it hangs, from what the form sent. */
export function standsOf({ outdoors, side, height, area, influence }: z.output<typeof Hangs>): Stands {
  return { outdoors: outdoors === 'yes', side, height, area, influence }
}

/** A number or name that another network gave. */
const OutsideNumber = z
  .string()
  .trim()
  .max(NUMBER_MAX, { error: 'way.numberWrong' })
  .regex(/^[\w@.:-]*$/, { error: 'way.numberWrong' })
  .default('')

/** Page 4. */
export const WayInput = OfDraft.extend({
  way: z.enum(WAYS, { error: 'way.needed' }),
  number: OutsideNumber,
  device: OutsideNumber,
})

/** An address of a page or a mailbox. A label of a host has 63 signs at most (RFC 1035 §2.3.4), which also keeps this fast on long texts. */
const ADDRESS = /:\/\/|\bwww\.|\S@\S|\b[\w-]{2,63}\.[a-z]{2,63}\b/iu

/** A name that everybody reads: on one line, without signs that nobody sees, and not to advertise with. */
export const Name = z
  .string({ error: 'you.nameWrong' })
  .transform((text) =>
    text
      .replace(/\p{Cf}/gu, '')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim(),
  )
  // Signs that look like others, too: ․ and 𝐚 become . and a; 。 is a dot in the name of a host.
  .refine((text) => !ADDRESS.test(text.normalize('NFKC').replace(/。/gu, '.').replace(/⁄/gu, '/')), {
    error: 'you.nameAddress',
  })
  .pipe(z.string().min(NAME_MIN, { error: 'you.nameWrong' }).max(NAME_MAX, { error: 'you.nameWrong' }))

/** Page 5. */
export const YouInput = OfDraft.extend({
  name: Name,
  email: z.string({ error: 'you.emailWrong' }).trim().pipe(Address),
  licence: z.enum(LICENCES, { error: 'you.licenceNeeded' }),
  agrees: z.literal('yes', { error: 'you.agreeNeeded' }),
})

/** Whether every page was filled in. */
export function isComplete(answers: Answers): answers is Complete {
  return firstOpen(answers) === 'check'
}

export const STEPS = ['kit', 'place', 'stands', 'way', 'you', 'check'] as const
export type Step = (typeof STEPS)[number]

/** The first page that was not filled in yet. */
export function firstOpen(answers: Answers): Step {
  if (answers.kit === undefined || answers.measures === undefined) return 'kit'
  if (answers.place === undefined) return 'place'
  if (answers.stands === undefined) return 'stands'
  if (answers.way === undefined) return 'way'
  return answers.name === undefined || answers.email === undefined || answers.licence === undefined ? 'you' : 'check'
}
