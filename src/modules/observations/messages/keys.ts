// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'error.query': { why: string | number }
  'error.body': { why: string | number }
  'error.notThere': { what: string | number }
  'error.conflict': { why: string | number }
  'error.tooLong': undefined
  'error.keyMissing': undefined
  'error.keyWrong': undefined
  'error.keyScope': undefined
  'error.tooMany': { count: string | number }
  'error.notYours': undefined
  'error.kind': undefined
}
