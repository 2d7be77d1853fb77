// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  back: undefined
  intro: undefined
  add: undefined
  none: undefined
  caption: undefined
  what: undefined
  from: undefined
  until: undefined
  where: undefined
  region: undefined
  properties: undefined
  who: undefined
  'form.new': undefined
  'form.change': undefined
  'form.intro': undefined
  'form.body': undefined
  'form.words': undefined
  'form.wordsHint': undefined
  'form.from': undefined
  'form.until': { days: string | number }
  'form.day': undefined
  'form.time': undefined
  'form.where': undefined
  'form.whereHint': undefined
  'form.here': { place: string | number }
  'form.properties': undefined
  'form.save': undefined
  'form.remove': undefined
  'error.words': undefined
  'error.day': undefined
  'error.time': undefined
  'error.order': undefined
  'error.long': undefined
  'error.far': undefined
  'error.properties': undefined
  'error.body': undefined
  'error.where': undefined
  'error.elsewhere': undefined
  unknown: undefined
  then: undefined
  'method.title': undefined
  'method.intro': undefined
}
