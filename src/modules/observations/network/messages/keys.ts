// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
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
}
