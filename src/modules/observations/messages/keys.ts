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
  'keys.none': undefined
  'keys.add': undefined
  'keys.name': undefined
  'keys.nameHint': undefined
  'keys.body': undefined
  'keys.bodyHint': undefined
  'keys.region': undefined
  'keys.choose': undefined
  'keys.scopes': undefined
  'keys.perMinute': undefined
  'keys.used': undefined
  'keys.never': undefined
  'keys.state': undefined
  'keys.inForce': undefined
  'keys.withdrawn': undefined
  'keys.made': undefined
  'keys.madeOnce': undefined
  'keys.back': undefined
  'keys.withdraw': undefined
  'keys.withdrawTitle': { name: string | number }
  'keys.withdrawMeans': undefined
  'keys.sure': undefined
  'keys.sureTick': undefined
  'keys.nameNeeded': undefined
  'keys.bodyNeeded': undefined
  'keys.scopesNeeded': undefined
  'keys.perMinuteWrong': undefined
  'key.unknown': undefined
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
}
