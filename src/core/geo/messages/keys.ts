// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'areas-empty': undefined
  'areas-truncated': undefined
  'areas-not-json': undefined
  'areas-unknown-format': undefined
  'areas-bad-topology': undefined
  'areas-without-shapes': undefined
  'areas-unknown-coordinates': undefined
}
