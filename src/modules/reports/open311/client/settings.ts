import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isReachable } from '#core/http/reachable.ts'
import type { Language } from '#core/i18n/language.ts'
import type { Services as House } from '#core/services.ts'
import type { FieldError, Typed } from '#web/route.ts'
import { CATEGORIES } from '../../category.ts'
import { messages } from '../messages.ts'
import { findSameSystem, type Chosen } from './endpoint-store.ts'
import { keyPurpose, type Endpoint, type Services } from './endpoint.ts'
import { readMeanings, writeMeanings } from './meanings.ts'

/** The field of a category in the form. */
export function fieldOf(category: string): string {
  return `service-${category}`
}

const Code = z.string().trim().max(200, { error: 'own.serviceWrong' }).default('')
const Tick = z.literal('yes').optional().catch(undefined)

/** What staff choose about the own system of their body. */
export const Settings = z.object({
  body: z.string().max(100),
  baseUrl: z
    .string({ error: 'own.addressWrong' })
    .trim()
    .min(1, { error: 'own.addressWrong' })
    .max(400, { error: 'own.addressWrong' })
    // People copy the address of the first document as well.
    .transform((address) => address.replace(/\/(discovery|services|requests)\.(json|xml)$/, '').replace(/\/+$/, '')),
  jurisdiction: z.string().trim().max(100).default(''),
  apiKey: z.string().trim().max(500, { error: 'own.keyWrong' }).default(''),
  enabled: Tick,
  sharesReporter: Tick,
  takesAdditions: Tick,
  sendsKeyed: Tick,
  meanings: z
    .string()
    .max(4000, { error: 'own.meaningsWrong' })
    .default('')
    .transform((text, context) => {
      const meanings = readMeanings(text)
      if (meanings !== undefined) return meanings
      context.addIssue({ code: 'custom', message: 'own.meaningsWrong' })
      return z.NEVER
    }),
  ...Object.fromEntries(CATEGORIES.map((category) => [fieldOf(category), Code])),
})
export type Settings = z.output<typeof Settings>

/** What cannot be right on this square, or together with what is known. */
export function settingsErrors(
  { baseUrl, apiKey }: Settings,
  known: Endpoint | undefined,
  { config, language }: { config: House['config']; language: Language },
): FieldError[] {
  const t = messages(language)
  if (!isReachable(baseUrl, config) || /[?#]/.test(baseUrl))
    return [{ field: 'baseUrl', message: t('own.addressWrong') }]
  if (new URL(baseUrl).host === new URL(config.baseUrl).host)
    return [{ field: 'baseUrl', message: t('own.addressItself') }]
  // A known key is only ever shown to the address for which it was typed.
  const isLost = known !== undefined && known.apiKey !== '' && known.baseUrl !== baseUrl && apiKey === ''
  return isLost ? [{ field: 'apiKey', message: t('own.keyAgain') }] : []
}

/** The choices as they are kept. A key that is not typed stays; another address is another system. */
export async function chosenOf(
  settings: Settings,
  known: Endpoint | undefined,
  { sql, seal, unseal }: Pick<House, 'sql' | 'seal' | 'unseal'>,
): Promise<Chosen> {
  const { body, baseUrl, jurisdiction, apiKey, enabled, sharesReporter, sendsKeyed, takesAdditions, meanings } =
    settings
  const id = (await findSameSystem(sql, settings))?.id ?? randomUUID()
  // It is sealed for one system at one address: settingsErrors asks for it again when the address is another.
  const isSame = known?.id === id && known.baseUrl === baseUrl
  const kept = known === undefined || known.apiKey === '' ? '' : (unseal(keyPurpose(known), known.apiKey) ?? '')
  const key = apiKey === '' ? kept : apiKey
  const services: Services = Object.fromEntries(
    CATEGORIES.map((category): [string, unknown] => [category, Reflect.get(settings, fieldOf(category))]).filter(
      ([, code]) => code !== '',
    ),
  )
  return {
    id,
    body,
    baseUrl,
    jurisdiction,
    apiKey: key === '' ? '' : isSame && apiKey === '' ? known.apiKey : seal(keyPurpose({ id, baseUrl }), key),
    services,
    meanings,
    takesAdditions: takesAdditions === 'yes',
    sharesReporter: sharesReporter === 'yes',
    sendsKeyed: sendsKeyed === 'yes',
    enabled: enabled === 'yes',
  }
}

/** The choices as the form shows them; the key never. */
export function typedSettings(known: Endpoint | undefined): Typed {
  if (known === undefined) return {}
  return {
    baseUrl: known.baseUrl,
    jurisdiction: known.jurisdiction,
    ...(known.enabled && { enabled: 'yes' }),
    ...(known.sharesReporter && { sharesReporter: 'yes' }),
    ...(known.sendsKeyed && { sendsKeyed: 'yes' }),
    ...(known.takesAdditions && { takesAdditions: 'yes' }),
    meanings: writeMeanings(known.meanings),
    ...Object.fromEntries(CATEGORIES.map((category) => [fieldOf(category), known.services[category] ?? ''])),
  }
}
