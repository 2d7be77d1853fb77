import * as openid from 'openid-client'
import type { Answer, Context } from '#web/route.ts'
import { nextPath } from '../next-path.ts'
import { clientOf } from './client.ts'
import { whoConnects } from './connections.ts'
import { unusable } from './failures.ts'
import { flowCookie, type Flow } from './flow.ts'
import { providerUnknown } from './problems.ts'
import { callbackAddress, type Provider } from './provider.ts'
import { findProvider } from './provider-store.ts'

/**
 * Sends the browser to a provider: to sign in or, with a proof of `connections.ts`, to connect an account with whoever
 * is signed in. A link and not a form, since our pages let no form lead elsewhere (CSP `form-action`).
 */
export async function startSignIn(
  id: string,
  { connect: proof, next }: { readonly connect?: string | undefined; readonly next?: string | undefined },
  context: Context,
): Promise<Answer> {
  const provider = await findProvider(context.sql, id)
  if (!provider?.isApproved) throw providerUnknown()
  const flow: Flow = {
    provider: id,
    state: openid.randomState(),
    nonce: openid.randomNonce(),
    verifier: openid.randomPKCECodeVerifier(),
    language: context.language,
    connects: proof === undefined ? null : await whoConnects(provider, proof, context),
    next: nextPath(next, ''),
  }
  const location = await authorizationAddress(provider, flow, context)
  return {
    status: 302,
    headers: { location, 'set-cookie': flowCookie(flow, context), 'cache-control': 'no-store' },
    body: undefined,
  }
}

/** Where the provider asks who somebody is: the code flow, always with PKCE S256, state and nonce (RFC 9700 §2.1.1). */
async function authorizationAddress(provider: Provider, flow: Flow, context: Context): Promise<string> {
  try {
    const client = await clientOf(provider, context)
    const address = openid.buildAuthorizationUrl(client, {
      redirect_uri: callbackAddress(context.config),
      scope: provider.scope,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
      ui_locales: flow.language,
    })
    return address.href
  } catch (error) {
    throw unusable(error, provider.id, context.log)
  }
}
