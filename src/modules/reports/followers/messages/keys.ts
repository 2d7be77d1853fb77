// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  notFound: undefined
  notFoundHelp: undefined
  emailWrong: undefined
  'form.title': undefined
  'form.email': undefined
  'form.hint': undefined
  'form.send': undefined
  'form.feed': undefined
  'asked.title': undefined
  'asked.text': { number: string | number }
  'asked.wait': undefined
  toReport: { number: string | number }
  'confirm.title': { number: string | number }
  'confirm.text': { email: string | number }
  'confirm.send': undefined
  'following.title': { number: string | number }
  'following.text': { email: string | number }
  'following.stop': undefined
  'stopped.title': { number: string | number }
  'stopped.text': undefined
  'mail.confirmSubject': { number: string | number }
  'mail.confirm': { category: string | number; link: string | number; number: string | number }
  'mail.digestSubject': { count: number; number: string | number }
  'mail.digestStart': undefined
  'mail.digestReport': { category: string | number; number: string | number }
  'mail.digestOwn': { number: string | number }
  'mail.digestStop': undefined
  retention: undefined
  'privacy.what': undefined
  'privacy.purpose': undefined
  'privacy.kept': undefined
  'privacy.seenBy': undefined
  'privacy.prints.what': undefined
  'privacy.prints.purpose': undefined
  'privacy.prints.kept': undefined
  'privacy.prints.seenBy': undefined
  'privacy.merge.what': undefined
  'privacy.merge.purpose': undefined
  'privacy.merge.kept': undefined
  'privacy.merge.seenBy': undefined
  'own.title': { number: string | number }
  'own.email': undefined
  'own.erased': { count: number }
  oneClickDone: undefined
  'following.stopAll': { count: number }
  'stopped.allTitle': undefined
  'stopped.allText': undefined
}
