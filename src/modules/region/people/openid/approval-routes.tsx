import { z } from 'zod'
import { page, saved } from '#web/answer.ts'
import { route, type Context, type Route } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { ApprovalPage } from '../../pages/approval-page.tsx'
import { listBodies } from '../../store/bodies.ts'
import { approveProvider } from './administer.ts'
import { providerUnknown } from './problems.ts'
import type { Provider } from './provider.ts'
import { allProviders, findProvider } from './provider-store.ts'

/** Where the administrator of a body says which providers may vouch for its staff. An operator only proposes them. */
export const openIdApprovalRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/staff/providers',
    summary: 'Providers with which the staff of the own body signs in, or would',
    may: 'providers.approve',
    async handle(_input, context) {
      const { sql, view } = context
      const providers = (await allProviders(sql)).filter((provider) => isOurs(provider, context))
      return page(<ApprovalPage view={view} providers={providers} bodies={await listBodies(sql)} />)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/providers/:provider',
    summary: 'Approve of a provider, or no longer',
    may: 'providers.approve',
    // Read again what is approved: what an operator changed meanwhile was not seen.
    input: z.object({
      provider: z.string().max(60),
      approve: z.enum(['yes', 'no']),
      issuer: z.string().max(500).default(''),
      clientId: z.string().max(300).default(''),
      roles: z.string().max(20_000).default(''),
    }),
    async handle({ provider: id, approve, ...seen }, context) {
      const provider = await findProvider(context.sql, id)
      if (provider === undefined || !isOurs(provider, context)) throw providerUnknown()
      const isAsSeen =
        seen.issuer === provider.issuer &&
        seen.clientId === provider.clientId &&
        seen.roles === JSON.stringify([provider.roleClaim, provider.roles])
      if (approve === 'no' || isAsSeen) await approveProvider(context, provider, approve === 'yes')
      return saved(`/${context.language}/staff/providers`)
    },
  }),
]

function isOurs({ body, forResidents }: Provider, { visitor }: Context): boolean {
  return !forResidents && allows(visitor, 'providers.approve', body)
}
