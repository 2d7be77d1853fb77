// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'where.streetHint': undefined
  'what.note': undefined
  'what.noteHint': undefined
  'what.photoHint': undefined
  'contact.title': undefined
  'contact.intro': undefined
  'contact.name': undefined
  'contact.email': undefined
  'contact.phone': undefined
  'check.noContact': undefined
  'check.send': undefined
  'classify.title': undefined
  'classify.hint': undefined
  'classify.words': undefined
  'ask.lead': undefined
  'classify.hint.none': undefined
}
