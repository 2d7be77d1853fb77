// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {
  notFound: undefined
  notFoundHelp: undefined
  methodNotAllowed: undefined
  forbidden: undefined
  forbiddenHelp: undefined
  signIn: undefined
  signInHelp: undefined
  tooManyRequests: undefined
  tooManyRequestsHelp: undefined
  tooLarge: undefined
  tooLargeHelp: undefined
  badRequest: undefined
  badRequestHelp: undefined
  invalidInput: undefined
  unsupportedType: undefined
  broken: undefined
  brokenHelp: { requestId: string | number }
  unavailable: undefined
  unavailableHelp: undefined
  home: undefined
  expired: undefined
  toSignIn: undefined
  sendAs: { types: string | number }
}
