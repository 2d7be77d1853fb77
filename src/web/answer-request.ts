import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sql } from '#core/database/sql.ts'
import { walled } from '#core/database/walls.ts'
import { dayOf } from '#core/i18n/format.ts'
import { uploadFolder } from '#core/files/save-upload.ts'
import { isLanguage, type Language } from '#core/i18n/language.ts'
import { callerOf } from './caller.ts'
import { isFormToken } from './form-token.ts'
import { fieldErrors } from './input/field-errors.ts'
import { messages } from './input/messages.ts'
import { readInput, type RawInput } from './input/read-input.ts'
import { dataAnswer, isFound, wantsData } from './machine-face.ts'
import { makeView } from './make-view.ts'
import { Problem } from '#core/problem.ts'
import { generalProblem, problemDocument, problemPage } from './problems/problem-answer.tsx'
import { FILE_OWN, notForStaff } from './my-file/not-for-staff.ts'
import type { Move } from './own-file.ts'
import type { Answer, Context, Route } from './route.ts'
import { requestLanguage, sendAnswer, sendFailure, wantsPage } from './send.ts'
import type { House } from './server.ts'
import { readSession } from './session.ts'
import type { PageTheme, View } from './view.ts'
import { allows, type Visitor } from './visitor.ts'

/** The way of one request: who asks, may they, what do they say, answer. */
export async function answerRequest(
  house: House,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const input: { raw?: RawInput; view?: View } = {}
  try {
    const visitor = route.protocol === undefined ? await identify(house, request) : undefined
    const language = requestLanguage(request)
    if (route.path.startsWith('/:language') && !isPageLanguage(request)) throw generalProblem('not-found', 404)
    // A protocol has no pages.
    const theme =
      route.protocol === undefined ? await themeFor(house, { body: bodyServed(route, visitor), language }) : undefined
    const demo = (await house.demoShown?.()) ?? false
    const view = makeView(house, request, { language, visitor, demo, theme, isFound: isFound(route) })
    input.view = view
    requirePermission(route, visitor)
    refuseOtherSites(route, request, house)
    input.raw = await readInput(request, route, uploadFolder(house.services.config))
    const { typed, uploads } = input.raw
    const asked = { language, visitor, view, caller: callerOf(request), requestId: request.id }
    const sql = databaseFor(route, visitor, house)
    const joinFiles = (within: Sql, move: Move) => joinFilesOf(house, within, move)
    const context: Context = {
      ...house.services,
      sql,
      ...asked,
      typed,
      uploads,
      joinFiles,
      capabilities: house.modules,
    }
    const answer = await decide(route, input.raw, context, request)
    return sendAnswer(privately(facing(answer, route, request, view), visitor), request, reply)
  } catch (error) {
    return sendFailure(error, house, request, reply, input.view)
  } finally {
    await input.raw?.forget()
  }
}

async function decide(route: Route, raw: RawInput, context: Context, request: FastifyRequest): Promise<Answer> {
  const { language } = context
  const isForm = route.method !== 'GET' && !isJson(request) && route.protocol === undefined
  if (isForm && raw.values['_language'] !== undefined && route.again) return route.again(raw.typed, [], context)
  if (isForm && !hasGoodToken(raw, context)) {
    const error = { field: '', message: messages(language)('formTooOld') }
    if (route.again) return withStatus(await route.again(raw.typed, [error], context), 422)
    throw new Problem('form-too-old', 422, messages.say('formTooOld'))
  }

  const parsed = route.input?.safeParse(raw.values)
  if (parsed === undefined) return route.handle({}, context)
  if (parsed.success) return route.handle(parsed.data, context)
  const errors = fieldErrors(parsed.error, language, route.wording)
  if (route.again) return withStatus(await route.again(raw.typed, errors, context), 422)
  // A page whose address itself makes no sense does not exist.
  if (wantsPage(request) && errors.some(({ field }) => route.path.includes(`:${field}`)))
    throw generalProblem('not-found', 404)
  const problem = generalProblem('invalid-input', 422)
  if (route.protocol) return route.protocol.failure(problem, { url: request.url, language, errors })
  return wantsPage(request)
    ? problemPage(problem, context.view, errors)
    : problemDocument(problem, { language, requestId: context.requestId, errors })
}

async function identify(house: House, request: FastifyRequest): Promise<Visitor | undefined> {
  const token = readSession(request.headers.cookie, house.services.config)
  if (token === undefined) return undefined
  const owner = house.modules.find((module) => module.identify !== undefined)
  return owner?.identify?.(token, house.services)
}

/** Those that need others come first: the account, on which everything leans, goes last. */
async function joinFilesOf({ modules }: House, sql: Sql, move: Move): Promise<void> {
  for (const { ownFile } of modules.toReversed()) await ownFile?.move(move, sql)
}

async function themeFor(
  { modules, services }: House,
  question: { body: string | undefined; language: Language },
): Promise<PageTheme | undefined> {
  const owner = modules.find((module) => module.theme !== undefined)
  return owner?.theme?.(question, services)
}

/** The one body for which somebody of the staff uses a page: then it looks like the pages of that body. */
function bodyServed({ may }: Route, visitor: Visitor | undefined): string | undefined {
  if (may === 'anyone' || visitor?.kind !== 'staff') return undefined
  const scopes = new Set(visitor.grants.filter(({ permission }) => permission === may).map(({ scope }) => scope))
  const [only] = scopes
  return scopes.size === 1 ? (only ?? undefined) : undefined
}

function requirePermission(route: Route, visitor: Visitor | undefined): void {
  if (route.may === 'anyone') return
  if (visitor === undefined) throw generalProblem('sign-in-first', 401)
  if (allows(visitor, route.may)) return
  throw route.may === FILE_OWN ? notForStaff() : generalProblem('forbidden', 403)
}

/** What somebody asks with a permission, they ask behind the walls; what is for anyone shows what everybody may see. */
function databaseFor({ may, unwalled }: Route, visitor: Visitor | undefined, { services }: House): Sql {
  if (visitor === undefined || may === 'anyone' || unwalled !== undefined) return services.sql
  const scopes = visitor.grants.filter(({ permission }) => permission === may).map(({ scope }) => scope)
  // A resident has rights over own records, at no body.
  const everywhere = scopes.includes(null) && visitor.kind === 'staff'
  const bodies = everywhere ? '*' : scopes.filter((scope) => scope !== null)
  return walled(services.sql, { permission: may, bodies, visitor: visitor.id, email: visitor.owner?.email ?? null })
}

/**
 * A browser says where a form comes from (`Sec-Fetch-Site`, Fetch Metadata; older ones `Origin`, RFC 6454).
 * The token in the form is the second lock; this one also holds where a token leaked.
 */
function refuseOtherSites(route: Route, request: FastifyRequest, house: House): void {
  if (route.method === 'GET' || route.protocol !== undefined) return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const foreign =
    site === undefined
      ? origin !== undefined &&
        origin !== 'null' &&
        ![`${request.protocol}://${request.host}`, new URL(house.services.config.baseUrl).origin].includes(origin)
      : site !== 'same-origin' && site !== 'none'
  if (foreign) throw new Problem('cross-site-request', 403, messages.say('crossSite'))
}

function hasGoodToken(raw: RawInput, { visitor, sign, clock }: Context): boolean {
  return isFormToken(raw.values['_token'], { sign, sessionId: visitor?.sessionId, today: dayOf(clock()) })
}

function isJson(request: FastifyRequest): boolean {
  // A page of another site cannot send JSON without asking first (CORS), so a token is for forms only.
  return /^application\/(?:[\w.-]+\+)?json\b/.test(request.headers['content-type'] ?? '')
}

function isPageLanguage(request: FastifyRequest): boolean {
  return isLanguage(request.url.split(/[/?]/)[1])
}

function withStatus(answer: Answer, status: number): Answer {
  return answer.status === 200 ? { ...answer, status } : answer
}

/** The side of a page that is asked for: for people, or its data. Caches are told that there are two. */
function facing(answer: Answer, route: Route, request: FastifyRequest, view: View): Answer {
  if (!isFound(route) || answer.status !== 200) return answer
  if (wantsData(request)) return dataAnswer(answer, view)
  return { ...answer, headers: { vary: 'accept', ...answer.headers } }
}

/** What a signed-in person sees is not kept by browsers on shared computers. */
function privately(answer: Answer, visitor: Visitor | undefined): Answer {
  return visitor === undefined ? answer : { ...answer, headers: { 'cache-control': 'no-store', ...answer.headers } }
}
