import { sameText } from '#core/signing.ts'
import type { Services } from '#core/services.ts'
import type { Report } from '../report.ts'
import { findReport } from '../store/find.ts'

const DAYS = 30

type Shown = Pick<Report, 'id' | 'number'>

/** Where the own system of a body fetches the photo of a report, for thirty days: whoever has this address can see it. */
export function mediaAddress(report: Shown, services: Pick<Services, 'sign' | 'config' | 'clock'>): string {
  const until = services.clock().add({ hours: 24 * DAYS }).epochMilliseconds
  const hours = Math.floor(until / 3_600_000)
  return `${services.config.baseUrl}/open311/media/${secretOf(report, hours, services)}`
}

/** The photo of such an address; undefined when it is wrong or too old, or the photo is gone. */
export async function photoOfAddress(
  secret: string,
  services: Pick<Services, 'sign' | 'sql' | 'clock'>,
): Promise<string | undefined> {
  const [, number = '', hours = ''] = /^(\d{1,15})-(\d{1,9})-/.exec(secret) ?? []
  if (number === '' || Number(hours) * 3_600_000 < services.clock().epochMilliseconds) return undefined
  const report = await findReport(services.sql, { number: Number(number) })
  if (report === undefined || !sameText(secret, secretOf(report, Number(hours), services))) return undefined
  return report.photo ?? undefined
}

function secretOf({ id, number }: Shown, hours: number, { sign }: Pick<Services, 'sign'>): string {
  return `${number}-${hours}-${sign('open311-media', `${id} ${hours}`)}`
}
