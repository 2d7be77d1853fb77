import { z } from 'zod'
import type { AlertedStream, Alerts, AlertState } from './alerts.ts'
import { EVENT_KINDS, REASONS, type AlertEvent } from './event.ts'
import { GRADES } from './level.ts'

const Moment = z.string().nullable()
const Amount = z.number().nullable()

/** How a datastream is, as JSON. */
export const ToldState = z.object({
  grade: z.enum(GRADES),
  side: z.enum(['above', 'below']).nullable(),
  since: Moment.describe('Since when it has this grade; null when it always was normal'),
  silentSince: Moment.describe('When it was last heard, of one that is silent'),
})

/** Something that happened to a datastream, as JSON. */
export const ToldEvent = z.object({
  id: z.number().int(),
  kind: z.enum(EVENT_KINDS),
  side: z.enum(['above', 'below']).nullable(),
  at: z.string().describe('The moment of the value that made it; of silence, when it was last heard'),
  notedAt: z.string(),
  value: Amount,
  level: Amount,
  because: z.enum(REASONS),
  withdrawnAt: Moment.describe('The value that made it was corrected since: it did not happen'),
})

/** The alarms of a datastream, as JSON. */
export const ToldAlerts = z.object({
  datastream: z.object({ id: z.number().int(), name: z.string(), unit: z.string().nullable(), owner: z.string() }),
  state: ToldState,
  levels: z
    .object({
      aboveAttention: Amount,
      aboveAlarm: Amount,
      belowAttention: Amount,
      belowAlarm: Amount,
      margin: Amount,
      valuesBack: Amount,
      secondsBack: Amount,
    })
    .nullable(),
  events: z.array(ToldEvent).describe('The newest first'),
  next: z.string().nullable().describe('Where the events before these are'),
})

/** A datastream that is not as it should be, as JSON. */
export const ToldAlerted = z.object({
  datastream: z.number().int(),
  name: z.string(),
  owner: z.string(),
  municipality: z.string().nullable(),
  state: ToldState,
})

export function toldState({ grade, side, since, silentSince }: AlertState): z.infer<typeof ToldState> {
  return { grade, side, since: text(since), silentSince: text(silentSince) }
}

export function toldAlerts(alerts: Alerts, next: string | null): z.infer<typeof ToldAlerts> {
  const { id, called, unit, owner } = alerts.datastream
  const { levels } = alerts
  return {
    datastream: { id, name: called.name, unit, owner },
    state: toldState(alerts),
    levels:
      levels === undefined
        ? null
        : {
            aboveAttention: levels.aboveAttention,
            aboveAlarm: levels.aboveAlarm,
            belowAttention: levels.belowAttention,
            belowAlarm: levels.belowAlarm,
            margin: levels.margin,
            valuesBack: levels.valuesBack,
            secondsBack: levels.secondsBack,
          },
    events: alerts.events.map(toldEvent),
    next,
  }
}

export function toldAlerted({
  datastream,
  name,
  owner,
  municipality,
  ...state
}: AlertedStream): z.infer<typeof ToldAlerted> {
  return { datastream, name, owner, municipality, state: toldState(state) }
}

function toldEvent(event: AlertEvent): z.infer<typeof ToldEvent> {
  const { id, kind, side, at, notedAt, value, level, because, withdrawnAt } = event
  return {
    id,
    kind,
    side,
    at: at.toString(),
    notedAt: notedAt.toString(),
    value,
    level,
    because,
    withdrawnAt: text(withdrawnAt),
  }
}

function text(moment: Temporal.Instant | null): string | null {
  return moment === null ? null : moment.toString()
}
