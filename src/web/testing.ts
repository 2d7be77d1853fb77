import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Config } from '#core/config.ts'
import { openTestDatabase } from '#core/database/testing.ts'
import { coreJobs } from '#core/jobs/core-jobs.ts'
import { openJobs, type Jobs } from '#core/jobs/jobs.ts'
import { outboxMail } from '#core/mail/outbox-mail.ts'
import { listenersOf } from '#core/outbox/outbox.ts'
import type { Log } from '#core/log.ts'
import { openTestServices, type TestServices } from '#core/testing.ts'
import type { Module } from './module.ts'
import { retentionOf } from './retention/rules.ts'
import { createServer } from './server.ts'

/** When tests happen: noon in Brussels on a Monday, after the mergers of 2025. */
export const TEST_NOW = Temporal.Instant.from('2026-03-02T11:00:00Z')

/** A square for a test: real database, real server. */
export interface TestSquare {
  /** With a clock that goes on when it is told to: `services.wait({ hours: 25 })`. */
  readonly services: TestServices
  readonly server: FastifyInstance
  readonly jobs: Jobs
  /** Somebody with a browser of their own: see `TestVisitor`. */
  visitor(from?: string): TestVisitor
  close(): Promise<void>
}

/** A browser without scripts: keeps the session and the token of the last form. */
export interface TestVisitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
  /** Sends a form with the token that the last page had. */
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<LightMyRequestResponse>
  /** Opens a one-time link, presses its button, and is given the token of the session. Then a page, for the token of its forms. */
  signIn(link: string): Promise<string>
  /** Sends a form with files. */
  postFiles(path: string, fields: Readonly<Record<string, string | File>>): Promise<LightMyRequestResponse>
}

/** Opens a square with these capabilities. `demo` fills it with the demonstration; `log` keeps what is logged. */
export async function openTestSquare(
  modules: readonly Module[],
  choices: { demo?: boolean; config?: Partial<Config>; log?: Log } = {},
): Promise<TestSquare> {
  const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
  const usual = await openTestServices(database.sql, {
    now: TEST_NOW.toString(),
    ...(choices.log && { log: choices.log }),
  })
  const services: TestServices = {
    ...usual,
    mail: outboxMail(database.sql, usual.clock),
    config: { ...usual.config, ...choices.config },
  }
  for (const module of modules) await module.prepare?.(services)
  if (choices.demo) for (const module of modules) await module.demo?.fill(services)
  const server = await createServer({
    modules,
    services,
    ping: database.ping,
    demoShown: async () => choices.demo ?? false,
  })
  const jobs = await openJobs({
    database,
    services,
    log: services.log,
    jobs: [...coreJobs(retentionOf(modules)), ...modules.flatMap((module) => module.jobs ?? [])],
    listeners: listenersOf(modules),
  })
  return {
    services,
    server,
    jobs,
    visitor: (from) => openVisitor(server, from),
    async close() {
      await server.close()
      await jobs.stop()
      await database.close()
      services.close()
    },
  }
}

/** A browser without scripts, for a server; `from` is its network address. */
export function openVisitor(server: FastifyInstance, from = '127.0.0.1'): TestVisitor {
  const cookies = new Map<string, string>()
  let token = ''

  async function ask(method: 'GET' | 'POST', url: string, more: { headers?: object; payload?: string | Buffer } = {}) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { accept: 'text/html', host: 'streekplein.example', ...(cookie ? { cookie } : {}), ...more.headers }
    const answer = await server.inject({ method, url, headers, payload: more.payload, remoteAddress: from })
    for (const { name, value } of answer.cookies) cookies.set(name, value)
    token = /name="_token" value="([^"]+)"/.exec(answer.body)?.[1] ?? token
    return answer
  }

  const visitor: TestVisitor = {
    get: (path, headers = {}) => ask('GET', path, { headers }),
    post: (path, fields = {}) =>
      ask('POST', path, {
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: new URLSearchParams(
          Object.entries({ _token: token, ...fields }).flatMap(([name, value]) =>
            [value].flat().map((one): [string, string] => [name, one]),
          ),
        ).toString(),
      }),
    async signIn(link) {
      const path = new URL(link).pathname
      await visitor.get(path)
      const { cookies: given } = await visitor.post(path)
      await visitor.get('/nl/sign-in')
      return given.find(({ name }) => name.endsWith('session'))?.value ?? ''
    },
    async postFiles(path, fields) {
      const form = new FormData()
      for (const [name, value] of Object.entries({ _token: token, ...fields })) form.append(name, value)
      const body = new Response(form)
      const payload = Buffer.from(await body.arrayBuffer())
      return ask('POST', path, { headers: { 'content-type': body.headers.get('content-type') ?? '' }, payload })
    },
  }
  return visitor
}
