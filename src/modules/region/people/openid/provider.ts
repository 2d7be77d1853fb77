import { z } from 'zod'
import type { Services } from '#core/services.ts'
import { cleaned } from '#web/input/cleaned.ts'
import type { Role } from '../../permissions.ts'

/** How we prove to a provider who we are: a shared secret, or a signature with a key that never leaves this installation. */
export const CLIENT_AUTHS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const
export type ClientAuth = (typeof CLIENT_AUTHS)[number]

/** Roles that a provider may give. An operator is named by people, never by what another system tells. */
export const MAPPED_ROLES = ['reader', 'handler', 'editor', 'administrator'] as const satisfies readonly Role[]
export type MappedRole = (typeof MAPPED_ROLES)[number]
export type RoleMapping = Readonly<Record<string, MappedRole>>

/** A system of a body with which its staff, or residents, sign in: OpenID Connect Core 1.0. */
export interface Provider {
  readonly id: string
  /** For staff, only roles at this body count in a session that it started. */
  readonly body: string
  /** For residents, or for the staff of the body; never for both. */
  readonly forResidents: boolean
  /** What people know it by: "Leuven account", "itsme". */
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly auth: ClientAuth
  /** Client secret, or private key as JWK, sealed for `secretPurpose`. */
  readonly secret: string
  readonly scope: string
  /** The claim that tells roles; null when it tells none. */
  readonly roleClaim: string | null
  readonly roles: RoleMapping
  /** Whether the body itself says that it may vouch for its staff; always true where there is nobody to ask. */
  readonly isApproved: boolean
}

/** What a provider tells about somebody. Nothing else of it is kept: no national number, no address. */
export interface Identity {
  readonly subject: string
  readonly name: string | null
  /** In lower case. */
  readonly email: string | null
  /** Undefined when the provider does not say. */
  readonly emailVerified: boolean | undefined
  readonly roleValues: readonly string[]
}

/** The address to which every provider sends people back. */
export function callbackAddress({ baseUrl }: Pick<Services['config'], 'baseUrl'>): string {
  return `${baseUrl}/sign-in/openid/callback`
}

/** Where a provider finds the public key of `private_key_jwt`. */
export function keysAddress({ baseUrl }: Pick<Services['config'], 'baseUrl'>, id: string): string {
  return `${baseUrl}/sign-in/openid/${id}/jwks.json`
}

/** Bound to the issuer too: whoever changes the issuer in the database does not make us send the secret there. */
export function secretPurpose({ id, issuer }: Pick<Provider, 'id' | 'issuer'>): string {
  return `openid-secret ${id} ${issuer}`
}

// Some providers write truth as text.
const Truth = z.union([z.boolean(), z.stringbool()]).optional().catch(undefined)
const Name = z.string().trim().min(1).max(200)
const Claims = z.object({
  sub: z.string().min(1).max(300),
  name: Name.optional().catch(undefined),
  given_name: Name.optional().catch(undefined),
  family_name: Name.optional().catch(undefined),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)).optional().catch(undefined),
  email_verified: Truth,
})
const RoleValues = z.union([z.array(z.string().max(300)).max(1000), z.string().transform((value) => [value])])

/** Reads what a provider tells; undefined when it does not even say who it is about. */
export function identityOf(told: Readonly<Record<string, unknown>>, roleClaim: string | null): Identity | undefined {
  const clean = cleaned(told)
  const read = Claims.safeParse(clean)
  if (!read.success || typeof clean !== 'object' || clean === null) return undefined
  const { sub, name, given_name, family_name, email, email_verified } = read.data
  const parts = [given_name, family_name].filter((part) => part !== undefined).join(' ')
  const values = roleClaim === null ? undefined : RoleValues.safeParse(Object.entries(clean).find(isRoleClaim)?.[1])
  return {
    subject: sub,
    name: (name ?? parts).slice(0, 100) || null,
    email: email ?? null,
    emailVerified: email_verified,
    roleValues: values?.data ?? [],
  }

  function isRoleClaim([claim]: [string, unknown]): boolean {
    return claim === roleClaim
  }
}

/** What the ID token says, with what the user info adds. Whether an address was checked is said of the address beside it. */
export function together(
  token: Readonly<Record<string, unknown>>,
  userInfo: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { email_verified, ...rest } = userInfo
  return { ...rest, ...('email' in token ? {} : { email_verified }), ...token }
}

/** The roles that somebody gets by what the provider tells. */
export function mappedRoles(provider: Pick<Provider, 'roles'>, { roleValues }: Identity): MappedRole[] {
  const values = new Set(roleValues)
  const roles = Object.entries(provider.roles).flatMap(([value, role]) => (values.has(value) ? [role] : []))
  return MAPPED_ROLES.filter((role) => roles.includes(role))
}
