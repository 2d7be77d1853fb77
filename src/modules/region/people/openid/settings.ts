import { z } from 'zod'
import { isReachable } from '#core/http/reachable.ts'
import type { Services } from '#core/services.ts'
import type { FieldError, Typed } from '#web/route.ts'
import type { Language } from '#core/i18n/language.ts'
import { messages } from './messages.ts'
import { newPrivateKey } from './keys.ts'
import { CLIENT_AUTHS, MAPPED_ROLES, secretPurpose, type Provider, type RoleMapping } from './provider.ts'

/** Scopes with which Belgian providers give a national number: we have no right to it, and no use for it. */
const NATIONAL_NUMBER = ['rrn', 'nrn', 'insz', 'niss', 'national_number', 'egovnrn']

const Scope = z
  .string()
  .trim()
  .max(300)
  .refine((text) => text.split(/\s+/).includes('openid'), { error: 'scopeWrong' })
  .refine((text) => !text.split(/\s+/).some((scope) => NATIONAL_NUMBER.includes(scope.toLowerCase())), {
    error: 'scopeNational',
  })

const Mapping = z
  .string()
  .max(20_000)
  .default('')
  .transform((text, check): RoleMapping => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    const pairs = lines.map((line) => {
      const [, value, name] = /^\s*(.{1,300}?)\s*=\s*([a-z]+)\s*$/.exec(line) ?? []
      const role = MAPPED_ROLES.find((one) => one === name)
      return value !== undefined && role !== undefined ? ([value, role] as const) : undefined
    })
    if (pairs.includes(undefined)) check.addIssue({ code: 'custom', message: 'rolesWrong' })
    return Object.fromEntries(pairs.filter((pair) => pair !== undefined))
  })

/** What an operator chooses about a provider, now and later. */
export const Settings = z.object({
  label: z.string({ error: 'labelNeeded' }).trim().min(1, { error: 'labelNeeded' }).max(80, { error: 'labelNeeded' }),
  issuer: z.string({ error: 'issuerWrong' }).trim().min(1, { error: 'issuerWrong' }).max(500, { error: 'issuerWrong' }),
  clientId: z
    .string({ error: 'clientIdNeeded' })
    .trim()
    .min(1, { error: 'clientIdNeeded' })
    .max(300, { error: 'clientIdNeeded' }),
  auth: z.enum(CLIENT_AUTHS, { error: 'authNeeded' }),
  /** Empty: the one that is known stays. */
  secret: z.string().trim().max(1000).default(''),
  scope: Scope,
  roleClaim: z.string().trim().max(100).default(''),
  roles: Mapping,
})
export type Settings = z.output<typeof Settings>

/** What is chosen once. */
export const NewSettings = Settings.extend({
  body: z.string({ error: 'bodyNeeded' }).min(1, { error: 'bodyNeeded' }).max(100, { error: 'bodyNeeded' }),
  audience: z.enum(['staff', 'residents'], { error: 'audienceNeeded' }),
})

/** What cannot be right together, or not on this square. `known` is the provider as it was, if it was. */
export function settingsErrors(
  settings: Settings,
  known: Provider | undefined,
  { config, language }: { config: Services['config']; language: Language },
): FieldError[] {
  const t = messages(language)
  const errors: FieldError[] = []
  if (!isReachable(settings.issuer, config)) errors.push({ field: 'issuer', message: t('issuerWrong') })
  else if (isForEverybody(settings.issuer)) errors.push({ field: 'issuer', message: t('issuerForEverybody') })
  // A known secret is only ever shown to the issuer for which it was typed.
  const keepsSecret = known && known.auth !== 'private_key_jwt' && known.issuer === settings.issuer
  if (settings.auth !== 'private_key_jwt' && settings.secret === '' && !keepsSecret)
    errors.push({ field: 'secret', message: t('secretNeeded') })
  if (Object.keys(settings.roles).length > 0 && settings.roleClaim === '')
    errors.push({ field: 'roleClaim', message: t('roleClaimNeeded') })
  return errors
}

/** Microsoft Entra: with these in place of a tenant, an account of any organisation in the world would do. */
function isForEverybody(issuer: string): boolean {
  return /\/(common|organizations|consumers)(\/|$)/i.test(new URL(issuer).pathname)
}

/** The provider with these settings. A secret that is not typed stays; a key of our own is made when there is none yet. */
export function withSettings(
  fixed: Pick<Provider, 'id' | 'body' | 'forResidents'>,
  settings: Settings,
  { known, seal, isTrusted }: { known: Provider | undefined; seal: Services['seal']; isTrusted: boolean },
): Provider {
  const { label, issuer, clientId, auth, scope, roles } = settings
  const roleClaim = settings.roleClaim === '' ? null : settings.roleClaim
  const purpose = secretPurpose({ id: fixed.id, issuer })
  const keepsKey = known?.auth === 'private_key_jwt' && auth === 'private_key_jwt' && known.issuer === issuer
  const keepsSecret = auth !== 'private_key_jwt' && settings.secret === ''
  const fresh = () => seal(purpose, auth === 'private_key_jwt' ? newPrivateKey() : settings.secret)
  const secret = known && (keepsKey || keepsSecret) ? known.secret : fresh()
  const provider = { ...fixed, label, issuer, clientId, auth, secret, scope, roleClaim, roles }
  return { ...provider, isApproved: isTrusted || (known?.isApproved === true && vouchesAlike(known, provider)) }
}

/** Whether a changed provider vouches for the same people as before, and for nothing more. */
function vouchesAlike(one: Trust, other: Trust): boolean {
  const isSameRoles =
    JSON.stringify(Object.entries(one.roles).toSorted()) === JSON.stringify(Object.entries(other.roles).toSorted())
  return (
    one.issuer === other.issuer && one.clientId === other.clientId && one.roleClaim === other.roleClaim && isSameRoles
  )
}
type Trust = Pick<Provider, 'issuer' | 'clientId' | 'roleClaim' | 'roles'>

/** The settings as the form shows them; the secret never. */
export function typedSettings(provider: Provider): Typed {
  return {
    label: provider.label,
    issuer: provider.issuer,
    clientId: provider.clientId,
    auth: provider.auth,
    scope: provider.scope,
    roleClaim: provider.roleClaim ?? '',
    roles: Object.entries(provider.roles)
      .map(([value, role]) => `${value} = ${role}`)
      .join('\n'),
  }
}
