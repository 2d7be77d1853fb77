// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  link: undefined
  title: undefined
  titleIn: { municipality: string | number }
  intro: { from: string | number }
  choose: undefined
  municipality: undefined
  all: undefined
  show: undefined
  narrow: undefined
  hidden: undefined
  tooFew: undefined
  few: undefined
  count: { count: number }
  days: { days: number }
  months: undefined
  received: undefined
  solved: undefined
  'received.says': { least: string | number; leastValue: string | number; most: string | number; mostValue: string | number }
  'solved.says': { least: string | number; leastValue: string | number; most: string | number; mostValue: string | number }
  'months.note': undefined
  outcomes: undefined
  'outcome.solved': undefined
  'outcome.closed': undefined
  'outcome.open': undefined
  'outcomes.note': undefined
  categories: undefined
  answers: undefined
  'answers.note': undefined
  hours: undefined
  'hours.cell': { day: string | number; from: number; to: number }
  'hours.note': undefined
  topics: undefined
  cell: { column: string | number; row: string | number }
  municipalities: undefined
  'municipalities.note': undefined
  unknown: undefined
  'outcomes.says': { closed: string | number; open: string | number; solved: string | number }
  counted: { at: string | number }
  channel: undefined
  'channel.all': undefined
  bodies: undefined
  'bodies.note': undefined
  'bodies.body': undefined
  'bodies.half': undefined
  'bodies.nine': undefined
  'bodies.waiting': undefined
}
