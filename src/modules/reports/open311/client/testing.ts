import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { addStaff, createSignInLink } from '#modules/region/public.ts'
import type { TestSquare } from '#web/testing.ts'
import { addReports, type IncomingReport } from '../../store/change.ts'
import { announce } from '#core/outbox/outbox.ts'
import { keyPurpose, type Endpoint } from './endpoint.ts'
import { saveEndpoint } from './endpoint-store.ts'

/** What a system of a municipality does with a request: takes it and answers, or anything else that goes wrong in the world. */
export type Behaviour =
  | 'well'
  | 'busy'
  | 'refuses'
  | 'breaks before'
  | 'takes it and breaks'
  | 'takes it and says 500'
  | 'gives a token'
  | 'answers too much'
  | 'sends away'

/** A system of a municipality with the Open311 of long ago, or that of today. */
export interface Remote {
  readonly address: string
  /** What it took in. */
  readonly taken: Record<string, string>[]
  /** Paths that were asked, with their query. */
  readonly asked: string[]
  /** How it behaves, one request after the other; then well. */
  readonly next: Behaviour[]
  readonly updates: Record<string, string>[]
  readonly statuses: Map<string, Record<string, string>>
  readonly tokens: Map<string, string>
  close(): Promise<void>
}

/** Opens such a system. `knows` are its extensions; `format` is the only one that it speaks. */
export async function openRemote({
  knows = [],
  hasUpdates = true,
  showsWords = false,
  takesPhotos = true,
  format = 'json',
}: {
  knows?: readonly string[]
  hasUpdates?: boolean
  showsWords?: boolean
  takesPhotos?: boolean
  format?: 'json' | 'xml'
} = {}): Promise<Remote> {
  const taken: Record<string, string>[] = []
  const asked: string[] = []
  const next: Behaviour[] = []
  const updates: Record<string, string>[] = []
  const statuses = new Map<string, Record<string, string>>()
  const tokens = new Map<string, string>()

  function say(response: ServerResponse, status: number, root: string, item: string, value: object[]): void {
    response.writeHead(status, { 'content-type': format === 'json' ? 'application/json' : 'text/xml' })
    if (format === 'json') return void response.end(JSON.stringify(value))
    const inside = (one: object) =>
      Object.entries(one)
        .map(([name, text]) => `<${name}><![CDATA[${String(text)}]]></${name}>`)
        .join('')
    response.end(
      `<?xml version="1.0"?><!-- old --><${root}>${value.map((one) => `<${item}>${inside(one)}</${item}>`).join('\n')}</${root}>`,
    )
  }

  function post(fields: Record<string, string>, request: IncomingMessage, response: ServerResponse): void {
    if (!takesPhotos && fields['media_url'] !== undefined)
      return say(response, 400, 'errors', 'error', [{ code: 400, description: 'media_url: not from this address' }])
    const behaviour = next.shift() ?? 'well'
    const take = () => {
      taken.push(fields)
      return `R-${taken.length}`
    }
    switch (behaviour) {
      case 'well':
        return say(response, 200, 'service_requests', 'request', [{ service_request_id: take(), service_notice: '' }])
      case 'busy':
        response.setHeader('retry-after', '600')
        return say(response, 503, 'errors', 'error', [{ code: 503, description: 'Busy' }])
      case 'refuses':
        return say(response, 400, 'errors', 'error', [{ code: 400, description: 'jos@example.be lives too far away' }])
      case 'breaks before':
        return void request.socket.destroy()
      case 'takes it and breaks':
        take()
        return void request.socket.destroy()
      case 'takes it and says 500':
        take()
        return say(response, 500, 'errors', 'error', [{ code: 500, description: 'Oops' }])
      case 'gives a token':
        take()
        return say(response, 200, 'service_requests', 'request', [{ token: `T-${taken.length}` }])
      case 'answers too much':
        take()
        return void response.end('x'.repeat(9_000_000))
      case 'sends away':
        return void response.writeHead(302, { location: '/elsewhere' }).end()
    }
  }

  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'http://remote')
      asked.push(`${request.method} ${url.pathname}${url.search}`)
      const path = url.pathname.replace(/^\/v2\//, '')
      if (!path.endsWith(`.${format}`)) return response.writeHead(404).end()
      const name = path.slice(0, -format.length - 1)
      if (request.method === 'POST') {
        let text = ''
        for await (const part of request) text += String(part)
        return post(Object.fromEntries(new URLSearchParams(text)), request, response)
      }
      const all = taken.map((fields, index) => {
        const id = `R-${index + 1}`
        const { description = '', client_request_id = '', service_code = '' } = fields
        return {
          service_request_id: id,
          status: 'open',
          service_code,
          ...(showsWords && { description }),
          ...(knows.includes('client_request_id') && { client_request_id }),
          ...statuses.get(id),
        }
      })
      if (name === 'services')
        return say(response, 200, 'services', 'service', [{ service_code: '24', service_name: 'Put' }])
      if (name === 'discovery' && knows.length > 0)
        return response.end(JSON.stringify({ endpoints: [{ extensions: knows }] }))
      if (name === 'requests') {
        const wanted = url.searchParams.get('service_request_id')?.split(',')
        const mine = url.searchParams.get('client_request_id')
        const found = all.filter(
          (one) =>
            (wanted === undefined || wanted.includes(one.service_request_id)) &&
            (mine === null || !('client_request_id' in one) || one.client_request_id === mine),
        )
        return say(response, 200, 'service_requests', 'request', found)
      }
      if (name === 'servicerequestupdates' && hasUpdates)
        return say(response, 200, 'service_request_updates', 'request_update', updates)
      if (name.startsWith('tokens/')) {
        const id = tokens.get(name.slice('tokens/'.length))
        return say(response, 200, 'service_requests', 'request', [
          { token: name.slice(7), ...(id && { service_request_id: id }) },
        ])
      }
      return say(response, 404, 'errors', 'error', [{ code: 404, description: 'Not here' }])
    })()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2`,
    taken,
    asked,
    next,
    updates,
    statuses,
    tokens,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** An administrator of Leuven, or of another municipality, chooses how it works together. */
export async function chooseTrack(
  square: TestSquare,
  track: 'own' | 'shared',
  { body, nis } = { body: 'leuven', nis: '24062' },
): Promise<void> {
  const person = await addStaff(square.services, { name: 'Mia', email: null, body, role: 'administrator' })
  const mia = square.visitor()
  await mia.signIn(await createSignInLink(square.services, person))
  await mia.get(`/nl/region/${nis}/tracks/reports`)
  const answer = await mia.post(`/nl/region/${nis}/tracks/reports`, { track })
  if (answer.statusCode !== 303) throw new Error(`The track was not chosen: ${answer.statusCode}`)
}

/** Says that Leuven keeps its own system, at this address, and had none before. */
export async function connect(square: TestSquare, address: string, choices: Partial<Endpoint> = {}): Promise<string> {
  const { sql, clock, seal } = square.services
  const id = randomUUID()
  const endpoint = { id, baseUrl: address }
  await sql`delete from reports.open311_endpoint`
  await chooseTrack(square, 'own')
  await saveEndpoint(
    sql,
    {
      ...endpoint,
      body: 'leuven',
      jurisdiction: '',
      apiKey: seal(keyPurpose(endpoint), 'key-of-leuven'),
      services: { road: '24', container: '30?kind=other&state=full' },
      meanings: {},
      takesAdditions: false,
      sharesReporter: false,
      sendsKeyed: false,
      enabled: true,
      ...choices,
    },
    clock(),
  )
  return id
}

/** A resident reports something, and the house hears of it. */
export async function report(
  square: TestSquare,
  changes: Partial<IncomingReport> = {},
): Promise<{ id: string; number: number }> {
  const { sql, clock } = square.services
  return sql.transaction(async (within) => {
    const [added] = await addReports(within, [
      {
        municipality: '24062',
        body: 'leuven',
        category: 'road',
        note: 'Een put in de weg',
        street: 'Bondgenotenlaan 12',
        postalCode: '3000',
        lon: 4.7009,
        lat: 50.8798,
        channel: 'web',
        language: 'nl',
        receivedAt: clock(),
        reporterName: 'Jos De Smet',
        reporterEmail: 'jos@example.be',
        ...changes,
      },
    ])
    if (added === undefined) throw new Error('The report was not taken in.')
    await announce(within, 'reports.report-received', { report: added.id })
    return added
  })
}
