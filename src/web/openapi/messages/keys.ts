// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  intro: undefined
  description: undefined
  required: undefined
  optional: undefined
}
