import type { Services } from '#core/services.ts'
import { FORMATS, type Format } from '../server/document.ts'
import { readDiscovery, readServices, type Discovered, type RemoteService } from './answers.ts'
import type { Endpoint } from './endpoint.ts'
import { keepLearnt } from './endpoint-store.ts'
import { ownServerId } from '../server-id.ts'
import { ask, TalkFailed, type Outside, type Talked } from './talk.ts'

const ITSELF = 'this is the square itself'

/** What a system tells about itself. */
export interface Learnt {
  readonly format: Format
  readonly knowsClientId: boolean
  readonly knowsAdditions: boolean
  readonly services: readonly RemoteService[]
  /** By which id it knows itself, when it is a square too. */
  readonly server: string | null
}

/**
 * Asks a system for its services, in JSON or else in XML, which every server must speak; and for its discovery document, which not every
 * server has. Throws `TalkFailed` when it gives no services in either, and when it is this square itself.
 */
export async function discover(endpoint: Endpoint, outside: Outside & Pick<Services, 'sql'>): Promise<Learnt> {
  let failure: unknown
  for (const format of FORMATS) {
    try {
      const services = readServices(
        await ask(endpoint, { method: 'GET', path: 'services', fields: {}, format }, outside),
      )
      if (services.length === 0) throw new TalkFailed('refused', 'the list of services is empty')
      const { extensions, server } = await discoveryOf(endpoint, format, outside)
      if (server !== null && server === (await ownServerId(outside.sql))) throw new TalkFailed('unreachable', ITSELF)
      return {
        format,
        services,
        server,
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
  const { format, knowsClientId, knowsAdditions, server } = learnt
  return { ...endpoint, format, knowsClientId, knowsAdditions, server }
}

/** Whether an address leads back to this square, by whichever name. False when it does not answer. */
export async function isItself(endpoint: Talked, outside: Outside & Pick<Services, 'sql'>): Promise<boolean> {
  const { server } = await discoveryOf(endpoint, 'json', outside)
  return server !== null && server === (await ownServerId(outside.sql))
}

async function discoveryOf(endpoint: Talked, format: Format, outside: Outside): Promise<Discovered> {
  try {
    const told = await ask(endpoint, { method: 'GET', path: 'discovery', fields: {}, format }, outside)
    return readDiscovery(told)
  } catch (error) {
    if (error instanceof TalkFailed) return { extensions: [], server: null }
    throw error
  }
}
