// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  intro: undefined
  visit: undefined
  visitText: undefined
  purpose: undefined
  basis: undefined
  'basis.public-task': undefined
  'basis.legal-duty': undefined
  'basis.consent': undefined
  kept: undefined
  seenBy: undefined
  link: undefined
  'letters.what': undefined
  'letters.purpose': undefined
  'letters.kept': undefined
  'letters.seenBy': undefined
  'audit.what': undefined
  'audit.purpose': undefined
  'audit.kept': undefined
  'audit.keptBecause': undefined
  'audit.seenBy': undefined
}
