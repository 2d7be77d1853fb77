// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  title: undefined
  lead: undefined
  report: undefined
  reportText: undefined
  reports: undefined
  reportsText: undefined
  region: undefined
  regionText: undefined
  data: undefined
  dataText: undefined
}
