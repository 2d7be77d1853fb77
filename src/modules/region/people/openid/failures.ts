import * as openid from 'openid-client'
import type { Services } from '#core/services.ts'
import { Problem } from '#core/problem.ts'
import { providerAway, refused } from './problems.ts'

/** What says that the provider could not be asked, or did not answer like one. */
const AWAY = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']

/**
 * Turns what the talk with a provider threw into a calm problem. The log names the provider and the kind of failure: what a
 * provider or a browser wrote in an error may be about a person, so only known short words of it are told.
 */
export function failure(error: unknown, provider: string, log: Services['log']): Problem {
  if (error instanceof Problem) return error
  log.warn({ provider, reason: reasonOf(error) }, 'signing in with a provider failed')
  return isRefusal(error) ? refused(error) : providerAway(error)
}

/** As `failure`, for whatever goes wrong before anybody signed in: the provider cannot be used, now or at all. */
export function unusable(error: unknown, provider: string, log: Services['log']): Problem {
  log.warn({ provider, reason: reasonOf(error) }, 'a provider cannot be used')
  return providerAway(error)
}

/** A word for the log and for operators: `OAUTH_TIMEOUT`, `invalid_client`, `ECONNREFUSED`. */
export function reasonOf(error: unknown): string {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError)
    return /^[a-z_]{1,60}$/.test(error.error) ? error.error : 'unknown error'
  let word = 'unknown'
  for (let link = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth += 1) {
    if ('code' in link && typeof link.code === 'string') return link.code
    word = link.name
  }
  return word
}

function isRefusal(error: unknown): boolean {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) return true
  return error instanceof openid.ClientError && error.code !== undefined && !AWAY.includes(error.code)
}
