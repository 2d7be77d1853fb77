// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  hint: undefined
  words: undefined
  or: undefined
  needed: undefined
  'hint.none': undefined
}
