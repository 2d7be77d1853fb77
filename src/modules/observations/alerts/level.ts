/** How bad it is. */
export const GRADES = ['normal', 'attention', 'alarm'] as const
export type Grade = (typeof GRADES)[number]
export type Side = 'above' | 'below'

/** From which values on a datastream deserves attention, and when that is over. Values in the unit of the datastream. */
export interface Levels {
  readonly aboveAttention: number | null
  readonly aboveAlarm: number | null
  readonly belowAttention: number | null
  readonly belowAlarm: number | null
  /** A level is left when the value is back by so much, or when `valuesBack` or `secondsBack` is reached. All null: as soon as it is back. */
  readonly margin: number | null
  /** So many values in a row on the good side of the level. */
  readonly valuesBack: number | null
  /** So long on the good side of the level. */
  readonly secondsBack: number | null
}

/** Whether one level is reached, and for how long values have been back since. */
export interface Latch {
  readonly isOn: boolean
  /** Values in a row on the good side, and the moment of the first, in microseconds since 1970. */
  readonly back: number
  readonly backSince: number
}

type LatchName = 'aboveAttention' | 'aboveAlarm' | 'belowAttention' | 'belowAlarm'
export type Latches = Readonly<Record<LatchName, Latch>>

const OFF: Latch = { isOn: false, back: 0, backSince: 0 }

/** How judging begins: nothing is reached. */
export const FRESH: Latches = { aboveAttention: OFF, aboveAlarm: OFF, belowAttention: OFF, belowAlarm: OFF }

/** A value to be judged. */
export interface Value {
  /** Microseconds since 1970. */
  readonly at: number
  readonly number: number
}

/** What the levels come to. */
export interface Standing {
  readonly grade: Grade
  /** Absent when all is normal. */
  readonly side?: Side
  /** The level that was reached. */
  readonly level?: number
}

/** A value by which the grade, or its side, became another. */
export interface Change extends Standing {
  readonly value: Value
  /** How judging goes on after it. */
  readonly latches: Latches
}

/** Whether there is anything to judge by. */
export function hasLevels(levels: Levels): boolean {
  return thresholdsOf(levels).some(({ threshold }) => threshold !== null)
}

/** What these latches come to: the worst that is reached. */
export function standingOf(latches: Latches, levels: Levels): Standing {
  // The worst stands first.
  const reached = thresholdsOf(levels).find(({ name, threshold }) => threshold !== null && latches[name].isOn)
  if (reached === undefined || reached.threshold === null) return { grade: 'normal' }
  return { grade: reached.grade, side: reached.side, level: reached.threshold }
}

/** Judges one value: a level is reached at once, and left as `Levels` says. */
export function judge(latches: Latches, levels: Levels, value: Value): Latches {
  const next = { ...latches }
  for (const { name, side, threshold } of thresholdsOf(levels))
    next[name] = threshold === null ? OFF : moved(latches[name], { side, threshold, levels, value })
  return next
}

/** Judges values in the order of their moments; gives each change, and how judging goes on. */
export function judgeAll(
  latches: Latches,
  levels: Levels,
  values: readonly Value[],
): { readonly latches: Latches; readonly changes: readonly Change[] } {
  const changes: Change[] = []
  let now = latches
  let standing = standingOf(now, levels)
  for (const value of values) {
    now = judge(now, levels, value)
    const next = standingOf(now, levels)
    if (next.grade !== standing.grade || next.side !== standing.side) changes.push({ ...next, value, latches: now })
    standing = next
  }
  return { latches: now, changes }
}

/** The same levels reached, with nothing counted of values that are back: how judging begins somewhere in between. */
export function rested(latches: Latches): Latches {
  const rest = (latch: Latch): Latch => ({ ...latch, back: 0, backSince: 0 })
  const { aboveAttention, aboveAlarm, belowAttention, belowAlarm } = latches
  return {
    aboveAttention: rest(aboveAttention),
    aboveAlarm: rest(aboveAlarm),
    belowAttention: rest(belowAttention),
    belowAlarm: rest(belowAlarm),
  }
}

interface Threshold {
  readonly name: LatchName
  readonly grade: Grade
  readonly side: Side
  readonly threshold: number | null
}

function thresholdsOf(levels: Levels): Threshold[] {
  return [
    { name: 'aboveAlarm', grade: 'alarm', side: 'above', threshold: levels.aboveAlarm },
    { name: 'belowAlarm', grade: 'alarm', side: 'below', threshold: levels.belowAlarm },
    { name: 'aboveAttention', grade: 'attention', side: 'above', threshold: levels.aboveAttention },
    { name: 'belowAttention', grade: 'attention', side: 'below', threshold: levels.belowAttention },
  ]
}

function moved(
  latch: Latch,
  how: { readonly side: Side; readonly threshold: number; readonly levels: Levels; readonly value: Value },
): Latch {
  const { side, threshold, levels, value } = how
  // How far it is over the level, whichever side that is.
  const over = side === 'above' ? value.number - threshold : threshold - value.number
  if (over >= 0) return { isOn: true, back: 0, backSince: 0 }
  if (!latch.isOn) return OFF
  const back = latch.back + 1
  const backSince = latch.back === 0 ? value.at : latch.backSince
  return isLeft(over, { back, seconds: (value.at - backSince) / 1e6 }, levels) ? OFF : { isOn: true, back, backSince }
}

function isLeft(over: number, { back, seconds }: { back: number; seconds: number }, levels: Levels): boolean {
  const { margin, valuesBack, secondsBack } = levels
  if (margin === null && valuesBack === null && secondsBack === null) return true
  if (margin !== null && -over >= margin) return true
  if (valuesBack !== null && back >= valuesBack) return true
  return secondsBack !== null && seconds >= secondsBack
}
