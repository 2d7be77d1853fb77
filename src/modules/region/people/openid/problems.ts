import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'

/** The provider is not there, or no longer. */
export function providerUnknown(): Problem {
  return new Problem('openid-provider-unknown', 404, messages.say('unknown'))
}

/** Nothing under way in this browser, or for too long. */
export function flowEnded(): Problem {
  return new Problem('openid-sign-in-ended', 410, messages.say('ended'))
}

/** The provider does not answer, or not as it should. */
export function providerAway(cause: unknown): Problem {
  return new Problem('openid-provider-away', 503, messages.say('away'), { cause })
}

/** What came back is not what was asked for, or somebody gave up at the provider. */
export function refused(cause: unknown): Problem {
  return new Problem('openid-sign-in-refused', 403, messages.say('refused'), { cause })
}

/** The provider knows this person; we do not, or the person has no role any more. */
export function notLetIn(): Problem {
  return new Problem('openid-person-unknown', 403, messages.say('notLetIn'))
}

/** The account belongs to a colleague already. */
export function accountTaken(): Problem {
  return new Problem('openid-account-taken', 409, messages.say('taken'))
}

/** The account belongs to another file, which has an address of its own. */
export function fileTaken(): Problem {
  return new Problem('openid-file-taken', 409, messages.say('fileTaken'))
}

/** Connecting is for who is signed in; for staff, with a role at the body of the provider. */
export function mayNotConnect(): Problem {
  return new Problem('openid-connect-refused', 403, messages.say('mayNotConnect'))
}
