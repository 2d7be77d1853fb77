// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  formIntro: undefined
  make: undefined
  hasEmail: undefined
  hasEmailHelp: undefined
  title: undefined
  forStaff: undefined
  what: { number: string | number }
  go: { address: string | number }
  once: { date: string | number }
  qr: undefined
  back: undefined
  paper: undefined
}
