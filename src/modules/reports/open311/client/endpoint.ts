import { isCategory, type Category } from '../../category.ts'
import type { Format } from '../server/document.ts'
import type { Meanings } from '../server/statuses.ts'

/** The own system of a body, as an Open311 server. */
export interface Endpoint {
  readonly id: string
  readonly body: string
  /** Without a slash or a format at its end: `https://meldingen.example/open311/v2`. */
  readonly baseUrl: string
  /** `jurisdiction_id`; empty: none. */
  readonly jurisdiction: string
  /** Sealed for `keyPurpose`; empty: none. */
  readonly apiKey: string
  readonly format: Format
  readonly services: Services
  /** What its statuses mean, where they are words of its own. */
  readonly meanings: Meanings
  /** Whether additions of reporters go there too: it says so itself, or the body does. */
  readonly takesAdditions: boolean
  readonly knowsAdditions: boolean
  readonly sharesReporter: boolean
  readonly enabled: boolean
  /** Whether it says to know `client_request_id`. */
  readonly knowsClientId: boolean
  /** By which id it knows itself, when it is a square too. */
  readonly server: string | null
  /** Whether reports go there too that came in with a key of the body. */
  readonly sendsKeyed: boolean
  readonly updatesSince: Temporal.Instant
  readonly failures: number
  readonly pausedUntil: Temporal.Instant | null
  /** Why it did not work the last time; empty when it did. */
  readonly reason: string
  readonly workedAt: Temporal.Instant | null
}

/** For each category the service there: `24`, or with fixed answers `24?kind=other&state=full`. */
export type Services = Readonly<Partial<Record<Category, string>>>

/** Bound to the address too: whoever changes the address in the database does not make us send the key there. */
export function keyPurpose({ id, baseUrl }: Pick<Endpoint, 'id' | 'baseUrl'>): string {
  return `open311-key ${id} ${baseUrl}`
}

/** The fields that say which service a report of a category is; undefined when nobody said. */
export function serviceFields(services: Services, category: string): Record<string, string> | undefined {
  const written = isCategory(category) ? services[category] : undefined
  if (written === undefined || written === '') return undefined
  const [code = '', answers = ''] = written.split(/\?(.*)/s)
  const attributes = [...new URLSearchParams(answers)].map(([name, value]) => [`attribute[${name}]`, value] as const)
  return { service_code: code, ...Object.fromEntries(attributes) }
}
