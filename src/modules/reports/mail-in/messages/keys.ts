// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  title: undefined
  lead: undefined
  none: undefined
  from: undefined
  received: undefined
  noSubject: undefined
  hasPhoto: undefined
  make: undefined
  discard: undefined
  about: { subject: string | number }
  gone: undefined
  discarded: undefined
  restore: undefined
  retention: undefined
  'privacy.what': undefined
  'privacy.purpose': undefined
  'privacy.kept': undefined
  'privacy.seenBy': undefined
  'own.title': { subject: string | number }
  'own.email': undefined
  'own.text': undefined
  erased: { count: number }
  unreadableTitle: undefined
  unreadable: undefined
  begun: { time: string | number }
  answers: { number: string | number }
  words: undefined
  'taken.title': undefined
  'taken.text': undefined
  'taken.report': { number: string | number }
  'taken.begunTitle': undefined
  'taken.begun': { time: string | number }
  'taken.goOn': undefined
  photoUnread: undefined
}
