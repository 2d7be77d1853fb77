import { z } from 'zod'
import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { MOVES } from '#web/maps/map-window.ts'
import { COUNTER_CHANNELS, type CounterChannel } from '../channel.ts'
import { CATEGORIES, type Category } from '../category.ts'
import type { RoadAnswer } from '../routing/asset.ts'

/** What a resident has answered so far, kept from page to page. */
export interface Answers {
  readonly where?: Where
  readonly note?: string
  /** In which language the words are; absent when that is not known. */
  readonly noteLanguage?: Language | undefined
  readonly category?: Category
  readonly photo?: string
  /** What decides who answers, where rules depend on it. */
  readonly road?: RoadAnswer
  readonly part?: string
  /** Key of a street that rules name; empty: another one. */
  readonly inStreet?: string
  /** Id of the lamp or other thing; empty: the reporter does not know. */
  readonly asset?: string
  /** The number that stands on it, where nobody knows a thing with that number. */
  readonly assetRead?: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** How it came in; only when staff fill in the form for somebody. */
  readonly channel?: CounterChannel
  /** In which the resident is answered; only when staff fill in the form for somebody. */
  readonly language?: Language
  /** Id of the e-mail of which the report is made. */
  readonly letter?: string
  /** Of what another system sent (Open311) and for which only the place is asked: its name there. */
  readonly via?: { readonly source: string; readonly sourceId: string; readonly passed?: readonly string[] }
}

/** The place, after the square has understood it. */
export interface Where {
  readonly municipality: string
  readonly postalCode: string
  readonly street: string
  readonly lon?: number
  readonly lat?: number
}

export const NOTE_MAX = 2000
export const PHOTO_MAX_BYTES = 10 * 1024 * 1024

/** Text on one line: no line breaks or other control signs. */
function line(max: number, tooLong?: string) {
  return z
    .string()
    .max(max, tooLong === undefined ? undefined : { error: tooLong })
    .transform((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim())
    .default('')
}

/** A field that may be absent, and of which nothing is said when it is nonsense: hidden fields and buttons. */
const optionalLine = (max: number) => line(max).catch('')

/** The page "where". The map is posted as `<PickMap>` says; `here` is filled in by the location button, where scripts run. */
export const WhereInput = z.object({
  draft: optionalLine(60),
  postalCode: optionalLine(20).transform((text) => text.replace(/^B-|\s/gi, '')),
  street: line(200, 'where.streetTooLong'),
  municipality: optionalLine(10),
  map: optionalLine(60),
  pin: optionalLine(60),
  'pin.x': optionalLine(10),
  'pin.y': optionalLine(10),
  move: z
    .enum(['', ...MOVES])
    .catch('')
    .default(''),
  here: optionalLine(60),
  /** A place that was pressed on a map of much, and that is near enough. */
  near: optionalLine(60),
  find: optionalLine(10),
  forget: optionalLine(10),
  /** Words that were written before, without internet. */
  note: z
    .string()
    .catch('')
    .default('')
    .transform((text) => text.slice(0, NOTE_MAX)),
})
export type WhereInput = z.output<typeof WhereInput>

/** The page "what". */
export const WhatInput = z.object({
  draft: z.string().max(60),
  note: z
    .string({ error: 'what.noteNeeded' })
    .trim()
    .min(10, { error: 'what.noteTooShort' })
    .max(NOTE_MAX, { error: 'what.noteTooLong' }),
  /** Asked on a page of its own when it is not given here. */
  category: z.enum(CATEGORIES, { error: 'what.categoryNeeded' }).optional(),
})

/** The page "contact": everything may stay empty. */
export const ContactInput = z.object({
  draft: z.string().max(60),
  name: line(100),
  email: z
    .union([z.literal(''), z.email({ error: 'contact.emailWrong' }).max(254)], { error: 'contact.emailWrong' })
    .default(''),
  phone: line(30, 'contact.phoneWrong').refine((text) => text === '' || /^[+()\d][\d\s./()-]{5,}$/.test(text), {
    error: 'contact.phoneWrong',
  }),
  channel: z.enum(COUNTER_CHANNELS).optional().catch(undefined),
  answerIn: z.enum(LANGUAGES).optional().catch(undefined),
})

/** The language in which whoever a report is taken in for is answered: as chosen, else that of the letter; undefined when neither tells. */
export function answerLanguage({ language, letter, noteLanguage }: Answers): Language | undefined {
  return language ?? (letter === undefined ? undefined : noteLanguage)
}

/** Whether every page that must be filled in has been. */
export function isComplete(
  answers: Answers,
): answers is Answers & Required<Pick<Answers, 'where' | 'note' | 'category'>> {
  return answers.where !== undefined && answers.note !== undefined && answers.category !== undefined
}
