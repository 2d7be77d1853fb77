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
  'refusal.line-broken': undefined
  'refusal.line-too-long': undefined
  'refusal.file-damaged': undefined
  'refusal.nothing-measured': undefined
  'refusal.key-missing': undefined
  'refusal.time-unknown': undefined
  'refusal.time-does-not-exist': undefined
  'refusal.time-out-of-range': undefined
  'refusal.interval-wrong': undefined
  'refusal.number-unknown': undefined
  'refusal.truth-unknown': undefined
  'refusal.text-too-long': undefined
  'refusal.json-wrong': undefined
  'refusal.property-unknown': undefined
  'refusal.unit-differs': undefined
  'refusal.observation-wrong': undefined
  'refusal.datastream-not-yours': undefined
  'refusal.result-of-another-kind': undefined
  'refusal.month-closed': undefined
  'refusal.datastream-gone': undefined
  'refusal.other': undefined
  'refusal.key-too-long': undefined
  'refusal.time-ahead': undefined
  'refusal.time-long-ago': undefined
  'refusal.payload-not-decoded': undefined
  'refusal.says-more': undefined
  'refusal.result-missing': undefined
  'refusal.json-too-long': undefined
  'refusal.parameters-wrong': undefined
  'refusal.valid-time-wrong': undefined
  'refusal.feature-unknown': undefined
  'refusal.datastream-not-named': undefined
  'refusal.member-unknown': undefined
  'refusal.message-too-large': undefined
  'refusal.cells-missing': undefined
  'refusal.mended-wrong': undefined
  'refusal.part-wrong': undefined
  'refusal.format-unknown': undefined
  'refusal.place-at-home': undefined
  'refusal.datastream-differs': undefined
  'refusal.sensor-stopped': undefined
}
