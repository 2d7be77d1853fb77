import { z } from 'zod'
import { json } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { finishSignIn } from './finish.ts'
import { publicKeys } from './keys.ts'
import { providerUnknown } from './problems.ts'
import { secretPurpose } from './provider.ts'
import { findProvider } from './provider-store.ts'
import { startSignIn } from './start.ts'

/** A whole town hall signs in within a few minutes, from one network address. */
const PER_MINUTE = 600

/** Signing in with the provider of a body: there and back, and the keys with which it knows us. */
export const openIdRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sign-in/openid/:provider',
    summary: 'Go to a provider to sign in, or to connect an account',
    may: 'anyone',
    perMinute: PER_MINUTE,
    input: z.object({
      provider: z.string().max(60),
      connect: z.string().min(1).max(100).optional(),
      next: z.string().max(500).optional(),
    }),
    handle: ({ provider, ...asked }, context) => startSignIn(provider, asked, context),
  }),
  route({
    method: 'GET',
    path: '/sign-in/openid/callback',
    summary: 'Where providers send people back',
    may: 'anyone',
    perMinute: PER_MINUTE,
    handle: (_input, context) => finishSignIn(context),
  }),
  route({
    method: 'GET',
    path: '/sign-in/openid/:provider/jwks.json',
    summary: 'Public key with which a provider knows this square',
    may: 'anyone',
    input: z.object({ provider: z.string().max(60) }),
    async handle({ provider: id }, { sql, unseal }) {
      const provider = await findProvider(sql, id)
      if (provider?.auth !== 'private_key_jwt') throw providerUnknown()
      const keys = publicKeys(unseal(secretPurpose(provider), provider.secret) ?? '')
      return json(keys ?? { keys: [] }, 200, 'application/jwk-set+json')
    },
  }),
]
