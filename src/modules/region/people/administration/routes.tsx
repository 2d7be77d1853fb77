import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { announce } from '#core/outbox/outbox.ts'
import { page, saved, secretly } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import type { Body } from '../../body.ts'
import { messages } from '../../messages/messages.ts'
import { ColleaguePage } from '../../pages/colleague-page.tsx'
import { HandOverPage } from '../../pages/hand-over-page.tsx'
import { InvitePage } from '../../pages/invite-page.tsx'
import { PeoplePage } from '../../pages/people-page.tsx'
import { ROLES } from '../../permissions.ts'
import { findBody, listBodies } from '../../store/bodies.ts'
import { endLinksOf } from '../link-store.ts'
import { createSignInLink } from '../links.ts'
import { forgetAccountsOf } from '../openid/account-store.ts'
import { removePasskeysOf } from '../passkeys/passkey-store.ts'
import type { Person } from '../person.ts'
import { sendNow } from '../send-link.ts'
import { endSessionsOf } from '../session-store.ts'
import { signedIn } from '../signed-in.ts'
import { addPerson, findPerson, giveRole, takeRole } from '../store.ts'
import { holdRoles, listColleagues, listRoles } from './colleague-store.ts'
import { administers, mayRestore, mayTake, REGION_OFFICE, rolesToGive, type HeldAt } from './rules.ts'

/** A letter, or a link that is handed over, takes longer than one that somebody waits for. */
const INVITATION_MINUTES = 3 * 24 * 60

const Which = z.object({ body: z.string().max(100).optional() })
const Chosen = z.object({ person: z.uuid() })
const Invitation = z.object({
  body: z.string().max(100),
  name: z
    .string({ error: 'people.nameNeeded' })
    .trim()
    .min(1, { error: 'people.nameNeeded' })
    .max(100, { error: 'people.nameTooLong' }),
  email: z
    .string()
    .trim()
    .max(254, { error: 'signIn.emailWrong' })
    .pipe(z.union([z.literal(''), z.email({ error: 'signIn.emailWrong' })], { error: 'signIn.emailWrong' }))
    .default(''),
  role: z.enum(ROLES, { error: 'people.roleNeeded' }),
})
const RoleChange = Chosen.extend({ body: z.string().max(100), role: z.enum(ROLES), change: z.enum(['give', 'take']) })

/** Where administrators let colleagues in, choose their roles, and help who lost a passkey. */
export const administrationRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/staff/people',
    summary: 'The people of a body and their roles',
    may: 'people.administer',
    input: Which,
    async handle({ body }, context) {
      const { sql, view } = context
      const [bodies, chosen] = await bodiesFor(context, body)
      return page(
        <PeoplePage view={view} bodies={bodies} body={chosen} colleagues={await listColleagues(sql, chosen.id)} />,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/:language/staff/people/new',
    summary: 'Form to let a colleague in',
    may: 'people.administer',
    input: Which,
    handle: ({ body }, context) => invitePage({ body: body ?? '' }, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/people/new',
    summary: 'Let a colleague in',
    may: 'people.administer',
    input: Invitation,
    wording: messages.find,
    async handle({ body, name, email, role }, context) {
      const visitor = signedIn(context)
      if (!rolesToGive(visitor, body).includes(role)) throw generalProblem('forbidden', 403)
      if (email !== '' && (await listColleagues(context.sql, body)).some((one) => isSameAddress(one.email, email))) {
        const error = { field: 'email', message: messages(context.language)('people.emailTaken') }
        return { ...(await invitePage(context.typed, [error], context)), status: 409 }
      }
      const person: Person = { id: randomUUID(), name, email: email || null, demo: false }
      await context.sql.transaction(async (sql) => {
        await addPerson(sql, person, context.clock())
        await giveRole(sql, { person: person.id, body, role })
        await account(sql, 'region.let-in', { person: person.id, body, role }, context)
        if (role === 'administrator') await announce(sql, 'region.administrator-let-in', { person: person.id, body })
      })
      return handOver(person, body, context)
    },
    again: (typed, errors, context) => invitePage(typed, errors, context),
  }),
  route({
    method: 'GET',
    path: '/:language/staff/people/:person',
    summary: 'One colleague: roles, and help with signing in',
    may: 'people.administer',
    input: Chosen,
    handle: async ({ person }, context) => colleaguePage(person, context),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/people/:person/roles',
    summary: 'Give or take a role of a colleague',
    may: 'people.administer',
    input: RoleChange,
    async handle({ person, body, role, change }, context) {
      const visitor = signedIn(context)
      await getColleague(person, context)
      const may =
        change === 'give' ? rolesToGive(visitor, body).includes(role) : mayTake(visitor, person, { body, role })
      if (!may || person === visitor.id) throw generalProblem('forbidden', 403)
      const left = await context.sql.transaction(async (sql) => {
        await holdRoles(sql)
        // Of two administrators who take each other's role at once, the second no longer is one.
        const own = await listRoles(sql, visitor.id)
        const isStill = own.some(
          (held) => held.role === 'operator' || (held.role === 'administrator' && held.body === body),
        )
        if (!isStill) throw generalProblem('forbidden', 403)
        const before = await listRoles(sql, person)
        // While the role is there still: behind the walls, who is no colleague any more is not seen.
        if (change === 'take' && before.every((held) => held.body === body && held.role === role))
          await endSessionsOf(sql, person)
        await (change === 'give' ? giveRole : takeRole)(sql, { person, body, role })
        await account(sql, change === 'give' ? 'region.give-role' : 'region.take-role', { person, body, role }, context)
        if (change === 'give' && role === 'administrator')
          await announce(sql, 'region.administrator-let-in', { person, body })
        return listRoles(sql, person)
      })
      const { language } = context
      const isStillOurs = left.some((held) => administers(visitor, held.body))
      return saved(isStillOurs ? `/${language}/staff/people/${person}` : `/${language}/staff/people`)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/people/:person/restore',
    summary: 'Help a colleague in who lost the passkeys',
    may: 'people.administer',
    input: Chosen,
    async handle({ person: id }, context) {
      const { person, roles } = await getColleague(id, context)
      const body = roles.find((held) => administers(context.visitor, held.body))?.body ?? ''
      if (!mayRestore(signedIn(context), id, roles)) throw generalProblem('forbidden', 403)
      await context.sql.transaction(async (sql) => {
        await removePasskeysOf(sql, id)
        await forgetAccountsOf(sql, id)
        await endSessionsOf(sql, id)
        await endLinksOf(sql, id, context.clock())
        await account(sql, 'region.restore-access', { person: id, body, role: '' }, context)
      })
      return handOver(person, body, context)
    },
  }),
]

/** The link goes by letter where there is an address; only without one the administrator sees it, to hand it over. */
async function handOver(person: Person, body: string, context: Context): Promise<Answer> {
  const { view, language } = context
  const link = await createSignInLink(context, person.id, { language, minutes: INVITATION_MINUTES })
  if (person.email !== null) {
    const t = messages(language)
    const text = t('mail.invitation', { name: person.name, link })
    await sendNow(context, { to: person.email, language, subject: t('mail.invitationSubject'), text })
  }
  const shown = person.email === null ? link : undefined
  const frame = { ...view, path: '/staff/people', search: '' }
  return secretly(page(<HandOverPage view={frame} person={person} body={body} link={shown} />))
}

async function invitePage(typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const [, chosen] = await bodiesFor(context, textOf(typed, 'body') || undefined)
  const roles = rolesToGive(signedIn(context), chosen.id)
  const view = { ...context.view, path: '/staff/people/new' }
  return page(<InvitePage view={view} body={chosen} roles={roles} typed={typed} errors={errors} />)
}

async function colleaguePage(id: string, context: Context): Promise<Answer> {
  const visitor = signedIn(context)
  const { person, roles } = await getColleague(id, context)
  const [bodies] = await bodiesFor(context)
  const isSelf = id === visitor.id
  return page(
    <ColleaguePage
      view={context.view}
      person={person}
      bodies={bodies.filter((body) => roles.some((held) => held.body === body.id))}
      roles={roles}
      toGive={(body) => (isSelf ? [] : rolesToGive(visitor, body))}
      mayTake={(held) => mayTake(visitor, id, held)}
      mayRestore={mayRestore(visitor, id, roles)}
      hasMore={roles.some((held) => !administers(visitor, held.body))}
      isSelf={isSelf}
    />,
  )
}

/** A colleague with all roles; somebody of elsewhere is answered as if they were not there. */
async function getColleague(id: string, { sql, visitor }: Context): Promise<{ person: Person; roles: HeldAt[] }> {
  const person = await findPerson(sql, id)
  const roles = await listRoles(sql, id)
  if (person === undefined || !roles.some(({ body }) => administers(visitor, body)))
    throw generalProblem('not-found', 404)
  return { person, roles }
}

/** The bodies that the visitor lets people in at, and the one that is looked at. */
async function bodiesFor(context: Context, asked?: string): Promise<[Body[], Body]> {
  const visitor = signedIn(context)
  const bodies = (await listBodies(context.sql)).filter(({ id }) => administers(visitor, id))
  const chosen =
    asked === undefined
      ? (bodies.find(({ id }) => id === REGION_OFFICE) ?? bodies[0])
      : bodies.find(({ id }) => id === asked)
  if (chosen === undefined) throw generalProblem('not-found', 404)
  return [bodies, chosen]
}

function isSameAddress(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}

/** Who let whom in where, for the audit log. */
async function account(
  sql: Sql,
  action: string,
  { person, body, role }: { person: string; body: string; role: string },
  { clock, visitor }: Context,
): Promise<void> {
  const municipality = (await findBody(sql, body))?.municipality ?? undefined
  await recordDeed(sql, {
    at: clock(),
    actorKind: 'staff',
    actor: visitor?.id ?? '',
    action,
    subject: `person:${person}`,
    municipality,
    reason: [body, role].filter(Boolean).join(' '),
  })
  await announce(sql, 'region.account-changed', { person, action })
}
