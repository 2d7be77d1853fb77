// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: { property: string | number }
  intro: undefined
  since: undefined
  sinceHint: { first: string | number }
  begin: undefined
  'state.running': undefined
  'state.paused': undefined
  'state.stopped': undefined
  'state.ready': undefined
  progress: { all: number; done: string | number; since: string | number }
  changed: { judged: number; milder: string | number; stricter: number }
  changedHours: { milder: string | number; stricter: string | number }
  again: undefined
  pause: undefined
  goOn: undefined
  stop: undefined
  stopHint: undefined
  over: undefined
  asked: undefined
  part: undefined
  partIs: { from: string | number; until: string | number }
  partNone: undefined
  version: undefined
  state: undefined
  judged: undefined
  stricter: undefined
  milder: undefined
  'error.since': undefined
  'error.ahead': undefined
  'error.nothing': undefined
  'error.underWay': undefined
  'mail.subject': { property: string | number }
  'mail.text': { link: string | number; milder: string | number; property: string | number; since: string | number; stricter: string | number; version: string | number }
}
