import type { Language } from '#core/i18n/language.ts'
import { numberScale } from './scale.ts'
import { refuseDisorder, ROOM, widthOf, type Axis, type Moment, type Tick } from './ticks.ts'
import { timeAxis } from './time-axis.ts'
import { checkedValues, shortValue, writtenValue } from './values.ts'

/** What stands along the bottom: moments, numbers, or names in an order of their own. All of one kind, ascending. */
export type Along = readonly Moment[] | readonly number[] | readonly string[]

/** The axis along the bottom for these values. Throws a `RangeError` when they are not in ascending order. */
export function axisOf(along: Along, language: Language): Axis {
  if (along.every((one) => typeof one === 'string')) return nameAxis(along)
  if (along.every((one) => typeof one === 'number')) return numberAxis(along, language)
  return timeAxis(along, language)
}

function nameAxis(names: readonly string[]): Axis {
  const places = names.map((_, index) => (names.length === 1 ? 0.5 : index / (names.length - 1)))
  const widest = Math.max(0, ...names.map(widthOf))
  const every = (room: number) => Math.max(1, Math.ceil((names.length * widest) / room))
  const [wide, narrow] = [every(ROOM.wide), every(ROOM.narrow)]
  // What is seen on a telephone must also be seen elsewhere: the one step is a multiple of the other.
  const step = Math.ceil(narrow / wide) * wide
  const ticks = names.flatMap((text, index): Tick[] =>
    index % wide === 0 ? [{ part: places[index] ?? 0, text, ...(index % step === 0 ? {} : { when: 'wide' }) }] : [],
  )
  return { places, nameOf: (index) => names[index] ?? '', ticks, isTime: false }
}

function numberAxis(numbers: readonly number[], language: Language): Axis {
  checkedValues(numbers, 'x')
  refuseDisorder(numbers)
  const [from = 0, to = from] = [numbers[0], numbers.at(-1)]
  const part = (value: number) => (from === to ? 0.5 : (value - from) / (to - from))
  const { ticks } = numberScale([from, to], { withZero: false, steps: 3 })
  return {
    places: numbers.map(part),
    nameOf: (index) => writtenValue(numbers[index] ?? 0, language),
    ticks: ticks
      .filter((tick) => tick >= from && tick <= to)
      .map((tick) => ({ part: part(tick), text: shortValue(tick, language) })),
    isTime: false,
  }
}
