// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  none: undefined
  unreachable: undefined
  attribution: { source: string | number }
}
