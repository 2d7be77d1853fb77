// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  none: undefined
  add: undefined
  name: undefined
  body: undefined
  bodyNeeded: undefined
  choose: undefined
  scopes: undefined
  scopesNeeded: undefined
  perMinute: undefined
  used: undefined
  never: undefined
  state: undefined
  inForce: undefined
  withdrawn: undefined
  made: undefined
  madeOnce: undefined
  back: undefined
  withdrawTitle: { name: string | number }
  withdraw: undefined
  sure: undefined
  sureTick: undefined
  nameNeeded: undefined
  region: undefined
  unknown: undefined
}
