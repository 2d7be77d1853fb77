import type { Services } from '#core/services.ts'
import type { Language } from '#core/i18n/language.ts'
import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import { messages as handling } from '../../handling/messages.ts'
import { messages } from '../../messages.ts'
import { municipalityNameOf } from '#modules/region/public.ts'
import { bodyNameOf } from '../../names.ts'
import { eventTitle } from '../../pages/history.tsx'
import { publicView, type Report } from '../../report.ts'
import { statusWords } from '../../status-words.ts'
import type { Members } from './document.ts'
import type { FoundRequest, FoundUpdate } from './find-requests.ts'
import { extendedStatus, plainStatus } from './statuses.ts'
import { writeMoment } from './w3-date.ts'

type Reader = Pick<Services, 'sql' | 'config'> & { readonly language: Language }

/** Reports as Open311 shows them: what everybody may see, and nothing else. With `extended`, what only this square knows. */
export async function showRequests(
  found: readonly FoundRequest[],
  { extended }: { extended: boolean },
  reader: Reader,
): Promise<Members[]> {
  const bodies = await named(new Set(found.map(({ body }) => body)), (id) => bodyNameOf(id, reader))
  const places = await named(new Set(found.map(({ municipality }) => municipality)), (nis) =>
    municipalityNameOf(nis, reader),
  )
  const t = messages(reader.language)
  return found.map((request): Members => {
    const shown = publicView(request)
    const place = places.get(shown.municipality) ?? ''
    return {
      service_request_id: shown.number,
      status: plainStatus(shown.status),
      status_notes: request.statusNotes ?? closingWords(shown, reader.language),
      service_name: t(`category.${shown.category}`),
      service_code: shown.category,
      description: shown.note,
      agency_responsible: bodies.get(request.body) ?? '',
      service_notice: null,
      requested_datetime: writeMoment(shown.receivedAt),
      updated_datetime: writeMoment(shown.updatedAt),
      expected_datetime: writeMoment(endOf(shown.answerBefore)),
      address: [shown.street, [shown.postalCode, place].filter(Boolean).join(' ')].filter(Boolean).join(', '),
      address_id: null,
      zipcode: shown.postalCode || null,
      lat: shown.lat,
      long: shown.lon,
      media_url: shown.hasPhoto ? photoAddress(shown, reader) : null,
      client_request_id: request.clientId ?? undefined,
      extended_attributes: extended
        ? {
            status: extendedStatus(shown),
            status_name: statusWords(shown, reader.language),
            municipality: shown.municipality,
            municipality_name: place,
            asset_layer: shown.assetLayer ?? undefined,
            asset_number: shown.assetNumber ?? undefined,
            page: `${reader.config.baseUrl}/${reader.language}/reports/${shown.number}`,
          }
        : undefined,
    }
  })
}

/** Who reads only `open` and `closed` must not take closed for solved. */
function closingWords({ closing }: Pick<Report, 'closing'>, language: Language): string | null {
  return closing === null ? null : handling(language)(`closing.${closing}`)
}

/** The last moment of a day in Belgium. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime(HOME_TIME_ZONE).toInstant().subtract({ seconds: 1 })
}

/** What happened, as the extension for updates shows it; what nobody put in words is said in those of the square. */
export async function showUpdates(found: readonly FoundUpdate[], reader: Reader): Promise<Members[]> {
  const next = new Set(found.flatMap(({ toBody }) => (toBody === null ? [] : [toBody])))
  const bodies = await named(next, (id) => bodyNameOf(id, reader))
  return found.map((update): Members => {
    const { id, number, at, kind, after, closing, message } = update
    const words =
      kind === 'status' || kind === 'answer' ? message : eventTitle({ ...update, closing }, reader.language, bodies)
    return {
      update_id: id,
      service_request_id: number,
      status: extendedStatus({ status: after, closing }),
      updated_datetime: writeMoment(at),
      description: words || null,
      media_url: null,
    }
  })
}

function photoAddress({ number }: Pick<Report, 'number'>, { config }: Reader): string {
  return `${config.baseUrl}/reports/${number}/photo`
}

async function named(ids: ReadonlySet<string>, nameOf: (id: string) => Promise<string>): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const id of ids) names.set(id, await nameOf(id))
  return names
}
