// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  required: undefined
  tooShort: { count: number }
  tooLong: { count: number }
  tooSmall: { limit: string | number }
  tooBig: { limit: string | number }
  notANumber: undefined
  notAChoice: { choices: string | number }
  notAnEmail: undefined
  notUnderstood: undefined
  bodyTooLarge: undefined
  bodyNotObject: undefined
  formTooOld: undefined
  crossSite: undefined
  bodyTooDeep: { count: string | number }
}
