import { z } from 'zod'

/** Ids come as numbers and as texts. */
const Id = z.union([z.string().trim().min(1).max(200), z.number().transform(String)])
const Text = z.union([z.string(), z.number().transform(String)]).nullish()

const Sent = z.object({ service_request_id: Id.nullish().catch(null), token: Id.nullish() })

/** What came of a request that was sent: its number there, or a token. Undefined for anything else. */
export function readSent(value: unknown): { id: string } | { token: string } | undefined {
  const [first] = listOf(value, Sent)
  if (first?.service_request_id != null) return { id: first.service_request_id }
  return first?.token == null ? undefined : { token: first.token }
}

const Request = z.object({
  service_request_id: Id,
  status: Text,
  status_notes: Text,
  description: Text,
  updated_datetime: Text,
  client_request_id: Text,
})
/** A request as another system tells of it. */
export type RemoteRequest = z.output<typeof Request>

export function readRequests(value: unknown): RemoteRequest[] {
  return listOf(value, Request)
}

const Update = z.object({ update_id: Id, service_request_id: Id, status: Text, description: Text })
/** Something that happened, as another system tells of it. */
export type RemoteUpdate = z.output<typeof Update>

export function readUpdates(value: unknown): RemoteUpdate[] {
  return listOf(value, Update)
}

const Service = z.object({ service_code: Id, service_name: Text })
export type RemoteService = z.output<typeof Service>

export function readServices(value: unknown): RemoteService[] {
  return listOf(value, Service)
}

const Discovery = z.object({
  endpoints: z.array(
    z.object({ extensions: z.array(z.string()).nullish(), server_id: z.uuid().nullish().catch(null) }),
  ),
})

/** What a discovery document tells: the extensions, and by which id the server knows itself when it is a square too. */
export interface Discovered {
  readonly extensions: readonly string[]
  readonly server: string | null
}

/** Understands a discovery document; also one that tells nothing. */
export function readDiscovery(value: unknown): Discovered {
  const read = Discovery.safeParse(value)
  const endpoints = read.success ? read.data.endpoints : []
  return {
    extensions: endpoints.flatMap(({ extensions }) => extensions ?? []),
    server: endpoints.find(({ server_id }) => server_id != null)?.server_id?.toLowerCase() ?? null,
  }
}

/** The members of a list that are what they should be. Some servers wrap it in an object of one member. */
function listOf<Output>(value: unknown, schema: z.ZodType<Output>): Output[] {
  const [wrapped] =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : [value]
  const list: unknown[] = Array.isArray(wrapped) ? wrapped : []
  return list.flatMap((item) => {
    const read = schema.safeParse(item)
    return read.success ? [read.data] : []
  })
}
