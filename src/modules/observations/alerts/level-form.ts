import { z } from 'zod'
import type { Typed } from '#web/route.ts'
import { writtenNumber } from '../written-number.ts'
import { OfDatastream } from './datastream-id.ts'
import type { SetLevels } from './level-store.ts'

const LARGEST = 1e12
const MINUTE = 60

/** A number as people write it, with a comma or a point; empty: none. */
function amount(error: string, smallest = -LARGEST) {
  return z
    .string({ error })
    .max(40, { error })
    .default('')
    .transform((text, context) => {
      if (text.trim() === '') return null
      const number = writtenNumber(text)
      if (number >= smallest && number <= LARGEST) return number
      context.addIssue({ code: 'custom', message: error })
      return z.NEVER
    })
}

/** A whole number in a range; empty: none. */
function count(error: string, [smallest, largest]: readonly [number, number]) {
  return z
    .string({ error })
    .max(20, { error })
    .default('')
    .transform((text, context) => {
      const written = text.trim()
      if (written === '') return null
      const number = /^\d{1,9}$/.test(written) ? Number(written) : Number.NaN
      if (number >= smallest && number <= largest) return number
      context.addIssue({ code: 'custom', message: error })
      return z.NEVER
    })
}

/** The form in which staff set the levels of a datastream. Messages are keys. */
export const LevelForm = OfDatastream.extend({
  aboveAttention: amount('levels.numberWrong'),
  aboveAlarm: amount('levels.numberWrong'),
  belowAttention: amount('levels.numberWrong'),
  belowAlarm: amount('levels.numberWrong'),
  margin: amount('levels.marginWrong', 0),
  valuesBack: count('levels.valuesWrong', [1, 1000]),
  minutesBack: count('levels.minutesWrong', [1, 10_080]),
  silence: z.enum(['usual', 'own', 'off'], { error: 'levels.silenceWrong' }),
  silenceMinutes: count('levels.silenceMinutesWrong', [15, 527_040]),
  tellsStaff: z.literal('yes').optional().catch(undefined),
}).superRefine((form, context) => {
  const { aboveAttention, aboveAlarm, belowAttention, belowAlarm } = form
  const wrong = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (aboveAttention !== null && aboveAlarm !== null && aboveAlarm < aboveAttention)
    wrong('aboveAlarm', 'levels.alarmBelowAttention')
  if (belowAttention !== null && belowAlarm !== null && belowAlarm > belowAttention)
    wrong('belowAlarm', 'levels.alarmAboveAttention')
  const [high, low] = [aboveAttention ?? aboveAlarm, belowAttention ?? belowAlarm]
  if (high !== null && low !== null && low >= high)
    wrong(belowAttention === null ? 'belowAlarm' : 'belowAttention', 'levels.crossed')
  if (form.silence === 'own' && form.silenceMinutes === null) wrong('silenceMinutes', 'levels.silenceMinutesWrong')
})

/** What the form asks, as it is kept. */
export function levelsOf(form: z.output<typeof LevelForm>): SetLevels {
  const { datastream, aboveAttention, aboveAlarm, belowAttention, belowAlarm, margin, valuesBack } = form
  return {
    datastream,
    aboveAttention,
    aboveAlarm,
    belowAttention,
    belowAlarm,
    margin,
    valuesBack,
    secondsBack: form.minutesBack === null ? null : form.minutesBack * MINUTE,
    watchesSilence: form.silence !== 'off',
    silenceSeconds: form.silence === 'own' && form.silenceMinutes !== null ? form.silenceMinutes * MINUTE : null,
    tellsStaff: form.tellsStaff === 'yes',
  }
}

/** What was set, as the form shows it. */
export function typedLevels(levels: SetLevels | undefined): Typed {
  if (levels === undefined) return { silence: 'usual', tellsStaff: 'yes' }
  const text = (value: number | null) => (value === null ? '' : String(value))
  const minutes = (seconds: number | null) => text(seconds === null ? null : Math.round(seconds / MINUTE))
  return {
    aboveAttention: text(levels.aboveAttention),
    aboveAlarm: text(levels.aboveAlarm),
    belowAttention: text(levels.belowAttention),
    belowAlarm: text(levels.belowAlarm),
    margin: text(levels.margin),
    valuesBack: text(levels.valuesBack),
    minutesBack: minutes(levels.secondsBack),
    silence: levels.watchesSilence ? (levels.silenceSeconds === null ? 'usual' : 'own') : 'off',
    silenceMinutes: minutes(levels.silenceSeconds),
    ...(levels.tellsStaff && { tellsStaff: 'yes' }),
  }
}
