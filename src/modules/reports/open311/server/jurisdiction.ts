import type { Services } from '#core/services.ts'
import { findBody, findMunicipality } from '#modules/region/public.ts'
import { allCodesOf } from '../../municipality-codes.ts'
import { messages } from '../messages.ts'
import { refusal } from './protocol.ts'

/** Whose reports are asked for: of places in municipalities, or those that a body answers for. Nothing: the whole region. */
export interface Jurisdiction {
  /** NIS code as it was asked. */
  readonly nis?: string
  readonly municipalities?: readonly string[]
  readonly bodies?: readonly string[]
}

/**
 * Reads `jurisdiction_id`: a NIS code (of today or of before a merger) or the id of a body. It may be left out: then the whole
 * region is meant. An unknown one is the error 404 of the specification.
 */
export async function getJurisdiction(
  id: string | undefined,
  services: Pick<Services, 'sql' | 'clock'>,
): Promise<Jurisdiction> {
  if (id === undefined || id === '') return {}
  if (/^\d{5}$/.test(id)) {
    const isOld = (await allCodesOf(id, services)).length > 1
    if (isOld || (await findMunicipality(services.sql, id)) !== undefined)
      return { nis: id, municipalities: await allCodesOf(id, services) }
  } else if ((await findBody(services.sql, id)) !== undefined) return { bodies: [id] }
  throw refusal('jurisdiction_id', messages.say('error.jurisdiction'), 404)
}
