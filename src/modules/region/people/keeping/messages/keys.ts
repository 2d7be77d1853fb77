// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  'retention.sessions': undefined
  'retention.residentLinks': undefined
  'retention.formerStaff': undefined
  'retention.residents': undefined
  'retention.challenges': undefined
  account: undefined
  email: undefined
  name: undefined
  language: undefined
  since: undefined
  lastSeen: undefined
  session: undefined
  device: undefined
  deviceUnknown: undefined
  provider: undefined
  pseudonym: undefined
  erased: undefined
}
