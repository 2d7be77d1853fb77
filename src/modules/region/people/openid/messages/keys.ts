// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  menu: undefined
  signInWith: { body: string | number; label: string | number }
  unknown: undefined
  ended: undefined
  away: undefined
  refused: undefined
  notLetIn: undefined
  taken: undefined
  mayNotConnect: undefined
  connectTitle: undefined
  connectIntro: undefined
  connected: { label: string | number }
  connect: { label: string | number }
  title: undefined
  intro: undefined
  callback: undefined
  none: undefined
  change: undefined
  check: undefined
  remove: undefined
  add: undefined
  addTitle: undefined
  changeTitle: { label: string | number }
  save: undefined
  body: undefined
  bodyHint: undefined
  bodyNeeded: undefined
  tooMany: undefined
  choose: undefined
  audience: undefined
  audienceNeeded: undefined
  staff: undefined
  staffHint: undefined
  residents: undefined
  residentsHint: undefined
  label: undefined
  labelHint: undefined
  issuer: undefined
  issuerHint: undefined
  issuerChangeHint: undefined
  issuerWrong: undefined
  clientId: undefined
  clientIdHint: undefined
  auth: undefined
  authNeeded: undefined
  'auth.client_secret_basic': undefined
  'auth.client_secret_post': undefined
  'auth.private_key_jwt': undefined
  'authHint.client_secret_basic': undefined
  'authHint.client_secret_post': undefined
  'authHint.private_key_jwt': undefined
  keys: undefined
  secret: undefined
  secretHint: undefined
  secretKeepHint: undefined
  secretNeeded: undefined
  scope: undefined
  scopeHint: undefined
  scopeWrong: undefined
  scopeNational: undefined
  roleClaim: undefined
  roleClaimHint: undefined
  roleClaimNeeded: undefined
  roles: undefined
  rolesHint: { roles: string | number }
  rolesWrong: undefined
  checkTitle: { label: string | number }
  works: undefined
  noPkce: undefined
  worksNot: { issuer: string | number }
  reason: { reason: string | number }
  checkAgain: undefined
  removeTitle: { label: string | number }
  removeMeans: undefined
  removeSure: undefined
  removeTick: undefined
  fileTaken: undefined
  connectFileTitle: undefined
  connectFileIntro: undefined
  approveTitle: undefined
  approveIntro: undefined
  approve: undefined
  disapprove: undefined
  state: undefined
  isApproved: undefined
  waits: undefined
  waitsFor: undefined
  rolesNone: undefined
  labelNeeded: undefined
  clientIdNeeded: undefined
  issuerForEverybody: undefined
  labelTaken: undefined
}
