// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  title: undefined
  letters: undefined
  lettersIntro: undefined
  noLetters: undefined
  to: { recipient: string | number }
  work: undefined
  waiting: undefined
  dead: undefined
  demo: undefined
  demoIntro: undefined
  demoClear: undefined
  demoSure: undefined
  demoTick: undefined
  demoNone: undefined
}
