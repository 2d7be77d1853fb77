// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'error.query': { why: string | number }
  'error.body': { why: string | number }
  'error.notThere': { what: string | number }
  'error.conflict': { why: string | number }
  'error.tooLong': undefined
  'error.keyMissing': undefined
  'error.keyWrong': undefined
  'error.keyScope': undefined
  'error.tooMany': { count: string | number }
  'error.notYours': undefined
  'error.kind': undefined
  'keys.title': undefined
  'keys.intro': undefined
  'keys.nameHint': undefined
  'keys.bodyHint': undefined
  'keys.withdrawMeans': undefined
  'keys.perMinuteWrong': undefined
  'privacy.key.what': undefined
  'privacy.key.purpose': undefined
  'privacy.key.kept': undefined
  'privacy.key.seenBy': undefined
  'retention.keys': undefined
  'keys.scope.observations': undefined
  'keys.scope.observationsHint': undefined
  'keys.scope.entities': undefined
  'keys.scope.entitiesHint': undefined
  'retention.quarantine': undefined
  'rollUp.timeWrong': undefined
  'rollUp.spanWrong': undefined
  'rollUp.unknown': undefined
  'error.busy': undefined
  'error.closed': undefined
  'archive.unknown': undefined
  'error.loop': undefined
  'archive.partly': { months: string | number }
  'error.ahead': undefined
  'error.valuesOnly': undefined
  'comparison.two': undefined
  'comparison.unknown': undefined
}
