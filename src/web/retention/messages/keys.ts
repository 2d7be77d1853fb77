// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  intro: undefined
  what: undefined
  last: undefined
  due: undefined
  never: undefined
  lastRun: { count: number; moment: string | number }
  table: undefined
}
