import { bitsApart } from '#core/files/picture-print.ts'
import { wordsIn } from '#core/search/fold.ts'
import { distanceMetres } from '#core/geo/point.ts'
import { CATEGORIES, type Category } from '../category.ts'
import { publicStreet } from '../public-street.ts'
import { isAlongStreet, isFleeting, isOneOfMany, kinOf } from './category-kin.ts'
import { numbersIn, wordsAlike, type Likeness } from './words-alike.ts'

/** What is compared of a report. What is not known, or not for the reader, is empty or null. */
export interface Compared {
  readonly category: Category
  readonly note: string
  readonly language: string
  /** As written, or without its number. */
  readonly street: string
  readonly lon: number | null
  readonly lat: number | null
  /** Whether its place is only known to some 50 m, as it is published. */
  readonly isRounded?: boolean
  readonly receivedAt: Temporal.Instant
  /** `pictureBits` of the photo. */
  readonly print: bigint | null
  /** How likely the words are about each category (`classify/`): meets other words, and those of other languages. */
  readonly topics: Float64Array | null
  /** The lamp, stop or other numbered thing that it names; absent or null: not known. */
  readonly asset?: NamedAsset | null
}

/** What is known of the thing that a report names. */
export interface NamedAsset {
  readonly id: string
  readonly layer: string
  readonly number: string
}

/** What two reports have to do with each other, as measured; `null` is not known. */
export interface Pair {
  readonly metres: number | null
  readonly hours: number
  readonly kin: 'same' | 'related' | 'unrelated'
  /** Whether one of them was filed under "other". */
  readonly isOther: boolean
  readonly isOneOfMany: boolean
  readonly isFleeting: boolean
  readonly isAlongStreet: boolean
  /** Whether one of the places is rounded. */
  readonly isRounded: boolean
  readonly sameStreet: boolean | null
  /** Between the numbers of their houses in one street. */
  readonly housesApart: number | null
  readonly words: Likeness | null
  /** Cosine of what their words are about, from 0 to 1. */
  readonly topicsAlike: number | null
  /** How much the words of one are about the category of the other, where those differ: from 0 to 1, the likelier way around. */
  readonly wordsFitOther: number
  readonly sameLanguage: boolean
  readonly sameNumbers: boolean | null
  /** Of the 64 bits of their photos. */
  readonly bitsApart: number | null
}

/** Bits under which photos are called alike: those of different scenes differ in fewer about once in 10,000. */
export const ALIKE_BITS = 14

/** Measures a pair. Metres by `distanceMetres`; hours between the two, whichever came first. */
export function measurePair(one: Compared, other: Compared): Pair {
  const milliseconds = Math.abs(one.receivedAt.epochMilliseconds - other.receivedAt.epochMilliseconds)
  const [left, right] = [one, other].map(({ lon, lat }) => (lon === null || lat === null ? null : { lon, lat }))
  const streets = [one, other].map(({ street }) => wordsIn(publicStreet(street)).join(' '))
  const [house, next] = [one, other].map(({ street }) => /\d+/.exec(street.replace(publicStreet(street), ''))?.[0])
  const sameStreet = streets[0] && streets[1] ? streets[0] === streets[1] : null
  return {
    metres: left && right ? distanceMetres(left, right) : null,
    hours: milliseconds / 3_600_000,
    kin: kinOf(one.category, other.category),
    isOther: one.category === 'other' || other.category === 'other',
    isOneOfMany: isOneOfMany(one.category) || isOneOfMany(other.category),
    isFleeting: isFleeting(one.category) || isFleeting(other.category),
    isAlongStreet: isAlongStreet(one.category) || isAlongStreet(other.category),
    isRounded: one.isRounded === true || other.isRounded === true,
    sameStreet,
    housesApart: sameStreet === true && house && next ? Math.abs(Number(house) - Number(next)) : null,
    words: one.note && other.note ? wordsAlike(one.note, other.note) : null,
    topicsAlike: one.topics === null || other.topics === null ? null : cosine(one.topics, other.topics),
    wordsFitOther: one.category === other.category ? 0 : Math.max(fit(one, other), fit(other, one)),
    sameLanguage: one.language === other.language,
    sameNumbers: sameNumbers(one.note, other.note),
    bitsApart: one.print === null || other.print === null ? null : bitsApart(one.print, other.print),
  }
}

const TEN_METRES = 10
/** Who reports two things within so many hours, further apart than a pin is off, walks from one to the next. */
const WALK_HOURS = 0.2
const HERE_METRES = 20
/** From here on it does not matter how many houses are between. */
const MANY_HOUSES = 20

/** The names of the numbers that the model weighs, in their order. */
export const FEATURES = [
  'bias',
  'metres up to 20',
  'metres from 20 to 50',
  'metres from 50 to 100',
  'metres over 100',
  'one of many',
  'metres up to 20 of one of many',
  'metres over 20 of one of many',
  'metres of what a whole street has',
  'metres of a rounded place',
  'rounded place',
  'metres, words unknown',
  'place unknown',
  'same street',
  'other street',
  'same house',
  'other house',
  'houses apart',
  'houses apart, place unknown',
  'time',
  'fleeting',
  'time of what is fleeting',
  'days over two of what is fleeting',
  'weeks of what a whole street has',
  'time, words unknown',
  'minutes later, elsewhere',
  'related category',
  'one without a category',
  'unrelated category',
  'stems alike',
  'trigrams alike',
  'stems alike, related category',
  'other thing in words',
  'topics alike',
  'topics alike, related category',
  'words about the other category',
  'words unknown',
  'other language',
  'same number in words',
  'other number in words',
  'photos alike',
  'photos differ',
  'nothing but place, time and category',
] as const

/** A pair as the numbers that the model weighs. */
export function featuresOf(pair: Pair): readonly number[] {
  const metres = pair.metres ?? 0
  const between = (from: number, to: number) => Math.min(Math.max(metres - from, 0), to - from) / TEN_METRES
  const time = Math.log1p(pair.hours / 6)
  const stems = pair.sameLanguage ? (pair.words?.stems ?? 0) : 0
  const areWordsUnknown = pair.words === null
  const houses = Math.min(pair.housesApart ?? 0, MANY_HOUSES) / 2
  const flag = (holds: boolean) => (holds ? 1 : 0)
  return [
    1,
    between(0, 20),
    between(20, 50),
    between(50, 100),
    between(100, 200),
    flag(pair.isOneOfMany),
    pair.isOneOfMany ? between(0, 20) : 0,
    pair.isOneOfMany ? between(20, 100) : 0,
    pair.isAlongStreet ? between(0, 100) : 0,
    pair.isRounded ? between(0, 50) : 0,
    flag(pair.isRounded),
    areWordsUnknown && !pair.isRounded ? between(0, 100) : 0,
    flag(pair.metres === null),
    flag(pair.sameStreet === true),
    flag(pair.sameStreet === false),
    flag(pair.housesApart === 0),
    flag(pair.housesApart !== null && pair.housesApart !== 0),
    houses,
    pair.metres === null ? houses : 0,
    time,
    flag(pair.isFleeting),
    pair.isFleeting ? time : 0,
    pair.isFleeting ? Math.min(Math.max(pair.hours / 24 - 2, 0), 14) : 0,
    pair.isAlongStreet ? Math.min(pair.hours / 168, 4) : 0,
    areWordsUnknown ? time : 0,
    flag(pair.hours < WALK_HOURS && metres > HERE_METRES && !pair.isAlongStreet),
    flag(pair.kin === 'related'),
    flag(pair.kin === 'related' && pair.isOther),
    flag(pair.kin === 'unrelated'),
    stems,
    pair.sameLanguage ? (pair.words?.trigrams ?? 0) : 0,
    pair.kin === 'same' ? 0 : stems,
    flag(pair.sameLanguage && pair.words?.otherThings === true),
    pair.topicsAlike ?? 0,
    pair.kin === 'same' ? 0 : (pair.topicsAlike ?? 0),
    pair.wordsFitOther,
    flag(areWordsUnknown),
    flag(pair.words !== null && !pair.sameLanguage),
    flag(pair.sameNumbers === true),
    flag(pair.sameNumbers === false),
    pair.bitsApart === null ? 0 : Math.max(0, 1 - pair.bitsApart / (2 * ALIKE_BITS)),
    flag(pair.bitsApart !== null && pair.bitsApart > 2 * ALIKE_BITS),
    flag(isBare(pair)),
  ]
}

/** Whether there is no more to go by than place, time and category, as with reports out of another system. */
export function isBare({ words, bitsApart, isRounded }: Pair): boolean {
  return words === null && bitsApart === null && !isRounded
}

/** How likely the words of a report are about the category of another. */
function fit({ topics }: Compared, { category }: Compared): number {
  return topics?.[CATEGORIES.indexOf(category)] ?? 0
}

function cosine(one: Float64Array, other: Float64Array): number {
  const product = one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)
  return product / (Math.hypot(...one) * Math.hypot(...other) || 1)
}

function sameNumbers(one: string, other: string): boolean | null {
  const [left, right] = [numbersIn(one), numbersIn(other)]
  if (left.size === 0 || right.size === 0) return null
  return [...left].some((number) => right.has(number))
}
