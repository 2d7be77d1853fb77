import { municipalityNameOf } from '#modules/region/public.ts'
import type { Services as House } from '#core/services.ts'
import { keptLanguage } from '#core/i18n/language.ts'
import { layerName } from '../../assets/layers.ts'
import type { Report } from '../../report.ts'
import { mediaAddress } from '../media.ts'
import { listPassed, ownServerId } from '../server-id.ts'
import { serviceFields, type Endpoint } from './endpoint.ts'

const MOST_WORDS = 2000

/** The page of a report, by which people and we ourselves recognise it in another system. */
export function pageOf({ number, language }: Pick<Report, 'number' | 'language'>, baseUrl: string): string {
  return `${baseUrl}/${keptLanguage(language)}/reports/${number}`
}

/** Whether the words of a request in another system name this page, and not one of which the number begins the same. */
export function namesPage(words: string, page: string): boolean {
  const [, path = ''] = page.split(/\/[a-z]{2}(?=\/reports\/)/)
  return new RegExp(`${RegExp.escape(path)}(?!\\d)`).test(words)
}

/**
 * A report as it is sent to the own system of its body: its id as `client_request_id`, so that it is recognised there. Undefined when
 * nobody said which service its category is there.
 */
export async function requestFields(
  report: Report,
  endpoint: Endpoint,
  services: Pick<House, 'sql' | 'config' | 'sign' | 'clock'>,
): Promise<Record<string, string> | undefined> {
  const service = serviceFields(endpoint.services, report.category)
  if (service === undefined) return undefined
  const { sql, config } = services
  const language = keptLanguage(report.language)
  const municipality = await municipalityNameOf(report.municipality, { sql, language })
  const page = pageOf(report, config.baseUrl)
  const { assetLayer, assetNumber } = report
  const asset = assetLayer === null || assetNumber === null ? '' : `${layerName(assetLayer, language)}: ${assetNumber}`
  const note = [report.note, asset].filter(Boolean).join('\n\n')
  const words = endpoint.knowsClientId && note !== '' ? note : withPage(note, page)
  const place = [report.postalCode, municipality].filter(Boolean).join(' ')
  return {
    ...service,
    client_request_id: report.id,
    description: words,
    address_string: [report.street, place].filter(Boolean).join(', '),
    ...(report.lat !== null && report.lon !== null && { lat: String(report.lat), long: String(report.lon) }),
    ...(report.photo !== null && { media_url: mediaAddress(report, services) }),
    // Only who says to be a square understands it.
    ...(endpoint.server !== null && { passed_by: await passedBy(report, sql) }),
    ...(endpoint.sharesReporter ? reporterOf(report) : {}),
  }
}

/** The same without a photo, with our page in the words; undefined when there was no photo. */
export function withoutPhoto(
  fields: Readonly<Record<string, string>>,
  page: string,
): Record<string, string> | undefined {
  const { media_url: photo, description = '', ...others } = fields
  if (photo === undefined) return undefined
  return { ...others, description: namesPage(description, page) ? description : withPage(description, page) }
}

function withPage(note: string, page: string): string {
  const room = MOST_WORDS - page.length - 2
  return [note.length > room ? `${note.slice(0, room - 1)}…` : note, page].filter(Boolean).join('\n\n')
}

async function passedBy({ id }: Report, sql: House['sql']): Promise<string> {
  return [...(await listPassed(sql, id)), await ownServerId(sql)].join(',')
}

/** The first word of a name is taken for the first name, as the specification wants two. */
function reporterOf({ reporterName, reporterEmail, reporterPhone }: Report): Record<string, string> {
  const words = (reporterName ?? '').split(' ').filter(Boolean)
  const last = words.length > 1 ? words.slice(1).join(' ') : ''
  return {
    ...(words[0] !== undefined && { first_name: words[0] }),
    ...(last !== '' && { last_name: last }),
    ...(reporterEmail !== null && { email: reporterEmail }),
    ...(reporterPhone !== null && { phone: reporterPhone }),
  }
}
