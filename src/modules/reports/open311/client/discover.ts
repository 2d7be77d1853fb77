import type { Services } from '#core/services.ts'
import { FORMATS, type Format } from '../server/document.ts'
import { readExtensions, readServices, type RemoteService } from './answers.ts'
import type { Endpoint } from './endpoint.ts'
import { keepLearnt } from './endpoint-store.ts'
import { ask, TalkFailed, type Outside } from './talk.ts'

/** What a system tells about itself. */
export interface Learnt {
  readonly format: Format
  readonly knowsClientId: boolean
  readonly knowsAdditions: boolean
  readonly services: readonly RemoteService[]
}

/**
 * Asks a system for its services, in JSON or else in XML, which every server must speak; and for its discovery document, which not every
 * server has. Throws `TalkFailed` when it gives no services in either.
 */
export async function discover(endpoint: Endpoint, outside: Outside): Promise<Learnt> {
  let failure: unknown
  for (const format of FORMATS) {
    try {
      const services = readServices(
        await ask(endpoint, { method: 'GET', path: 'services', fields: {}, format }, outside),
      )
      if (services.length === 0) throw new TalkFailed('refused', 'the list of services is empty')
      const extensions = await extensionsOf(endpoint, format, outside)
      return {
        format,
        services,
        knowsClientId: extensions.includes('client_request_id'),
        knowsAdditions: extensions.includes('reporter_additions'),
      }
    } catch (error) {
      if (!(error instanceof TalkFailed)) throw error
      failure ??= error
    }
  }
  throw failure
}

/** As `discover`, and keeps what matters for sending. */
export async function learn(
  endpoint: Endpoint,
  services: Pick<Services, 'sql' | 'config' | 'unseal'>,
): Promise<Endpoint> {
  const learnt = await discover(endpoint, services)
  await keepLearnt(services.sql, endpoint, learnt)
  const { format, knowsClientId, knowsAdditions } = learnt
  return { ...endpoint, format, knowsClientId, knowsAdditions }
}

async function extensionsOf(endpoint: Endpoint, format: Format, outside: Outside): Promise<string[]> {
  try {
    const told = await ask(endpoint, { method: 'GET', path: 'discovery', fields: {}, format }, outside)
    return readExtensions(told)
  } catch (error) {
    if (error instanceof TalkFailed) return []
    throw error
  }
}
