import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider, type ClientMetadata } from 'oidc-provider'
import type { TestSquare } from '#web/testing.ts'
import { addProvider } from './provider-store.ts'
import type { Provider as KnownProvider } from './provider.ts'
import { withSettings } from './settings.ts'

/** The square of these tests runs on loopback, so that it may reach a provider on loopback. */
export const BASE_URL = 'http://127.0.0.1:8080'
export const CALLBACK = `${BASE_URL}/sign-in/openid/callback`

/** A real OpenID provider, with people who sign in without being asked anything. */
export interface IdentityProvider {
  readonly issuer: string
  /** What it knows of its people, by subject. */
  readonly people: Map<string, Record<string, unknown>>
  /** Follows a browser from our redirect until it is sent back; gives the address to which. */
  visit(location: string, subject: string): Promise<string>
  close(): Promise<void>
}

/** Opens a provider that demands PKCE and knows these clients. */
export async function openIdentityProvider(
  clients: (issuer: string) => Promise<ClientMetadata[]>,
): Promise<IdentityProvider> {
  const server = createServer()
  const issuer = await listen(server)
  const people = new Map<string, Record<string, unknown>>()
  let present = ''
  const keys = await generateKeyPair('RS256', { extractable: true })
  const provider = new Provider(issuer, {
    clients: await clients(issuer),
    jwks: { keys: [{ ...(await exportJWK(keys.privateKey)), kid: 'real', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['only for tests'] },
    claims: {
      openid: ['sub', 'groups'],
      profile: ['name', 'given_name', 'family_name'],
      email: ['email', 'email_verified'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, reply) => {
    if (request.url?.startsWith('/interaction/'))
      void provider.interactionFinished(request, reply, { login: { accountId: present } })
    else void answer(request, reply)
  })
  return {
    issuer,
    people,
    visit(location, subject) {
      present = subject
      return walk(location)
    },
    close: () => close(server),
  }
}

/** A browser of its own at the provider: keeps its cookies, stops where it is sent back to the square or at an error. */
async function walk(start: string): Promise<string> {
  const cookies = new Map<string, string>()
  let location = start
  for (let step = 0; step < 10 && !location.startsWith(BASE_URL); step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(location, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (next === null) throw new Error(`The provider stopped with ${answer.status}: ${await answer.text()}`)
    location = new URL(next, location).href
  }
  return location
}

/** A provider that answers whatever it is told to: for forged tokens, addresses that lead elsewhere, silence. */
export interface EvilProvider {
  readonly issuer: string
  /** The key that it publishes. */
  readonly key: CryptoKey
  /** What it answers, by path, as JSON; an address is a redirect. */
  readonly answers: Map<string, unknown>
  /** The paths that were asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

export async function openEvilProvider(): Promise<EvilProvider> {
  const server = createServer()
  const issuer = await listen(server)
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const published: JWK = { ...(await exportJWK(publicKey)), kid: 'evil', alg: 'RS256', use: 'sig' }
  const answers = new Map<string, unknown>([
    ['/.well-known/openid-configuration', descriptionOf(issuer)],
    ['/jwks', { keys: [published] }],
  ])
  const asked: string[] = []
  server.on('request', (request, reply) => {
    const path = request.url ?? ''
    asked.push(path)
    reply.setHeader('content-type', 'application/json')
    const told = answers.get(path)
    if (told instanceof URL) reply.setHeader('location', told.href)
    reply.statusCode = told instanceof URL ? 302 : answers.has(path) ? 200 : 404
    reply.end(JSON.stringify(told ?? {}))
  })
  return { issuer, key: privateKey, answers, asked, close: () => close(server) }
}

/** What a provider says about itself. */
export function descriptionOf(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  }
}

/** Adds a provider to a square; for the staff of Leuven unless said otherwise. */
export async function addTestProvider(
  { services }: TestSquare,
  chosen: Partial<Omit<KnownProvider, 'secret'>> & { issuer: string; secret?: string },
): Promise<KnownProvider> {
  const { id = 'leuven', body = 'leuven', forResidents = false, roleClaim, ...rest } = chosen
  const settings = {
    label: 'Werkaccount',
    clientId: 'square',
    auth: 'client_secret_basic' as const,
    secret: 'a-secret-that-nobody-may-read',
    scope: 'openid profile email',
    roles: {},
    ...rest,
    roleClaim: roleClaim ?? '',
  }
  const provider = withSettings({ id, body, forResidents }, settings, {
    known: undefined,
    isTrusted: true,
    seal: services.seal,
  })
  await addProvider(services.sql, provider, services.clock())
  return provider
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (!isAddress(address)) throw new Error('The provider does not listen.')
  return `http://127.0.0.1:${address.port}`
}

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === 'object' && address !== null
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
