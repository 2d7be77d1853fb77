// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'not-an-image': undefined
  'too-many-pixels': { limit: number; megapixels: number }
  'too-large': { megabytes: number }
}
