import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Sql } from '#core/database/sql.ts'
import { announce } from '#core/outbox/outbox.ts'
import { page } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import type { Visitor } from '#web/visitor.ts'
import { messages } from '../../messages/messages.ts'
import { InvitePage } from '../../pages/invite-page.tsx'
import { ROLES } from '../../permissions.ts'
import { endLinksOf } from '../link-store.ts'
import type { Person } from '../person.ts'
import { signedIn } from '../signed-in.ts'
import { addPerson, findPerson, giveRole } from '../store.ts'
import { accountFor } from './account.ts'
import { bodiesFor } from './bodies.ts'
import { administeredBodies, holdRoles, listColleagues, listRoles } from './colleague-store.ts'
import { handOver } from './hand-over.tsx'
import { mayRestore, rolesToGive } from './rules.ts'

const Invitation = z.object({
  body: z.string().max(100),
  // Made with the form, so that sending it twice lets in one person.
  person: z.uuid(),
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
type Invitation = z.infer<typeof Invitation>

/** Where a colleague is let in. */
export const lettingInRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/staff/people/new',
    summary: 'Form to let a colleague in',
    may: 'people.administer',
    input: z.object({ body: z.string().max(100).optional() }),
    handle: ({ body }, context) => invitePage({ body: body ?? '' }, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/staff/people/new',
    summary: 'Let a colleague in',
    may: 'people.administer',
    input: Invitation,
    wording: messages.find,
    async handle(invitation, context) {
      const [, body] = await bodiesFor(context, invitation.body)
      const outcome = await context.sql.transaction((sql) => letIn(sql, invitation, context))
      if (outcome !== 'address-taken') return handOver(outcome, body.id, context)
      const error = { field: 'email', message: messages(context.language)('people.emailTaken') }
      return { ...(await invitePage(context.typed, [error], context)), status: 409 }
    },
    again: (typed, errors, context) => invitePage(typed, errors, context),
  }),
]

/** Lets somebody in; whoever the same form let in before gets a new link only. */
async function letIn(
  sql: Sql,
  { person: id, body, name, email, role }: Invitation,
  context: Context,
): Promise<Person | 'address-taken'> {
  const visitor = signedIn(context)
  // One at a time: of two operators who name the first administrator of a body at once, the second comes too late.
  await holdRoles(sql)
  const known = await findPerson(sql, id)
  if (known !== undefined) return again(sql, known, body, visitor, context)
  if (!rolesToGive(visitor, body, await administeredBodies(sql)).includes(role)) throw generalProblem('forbidden', 403)
  if (email !== '' && (await listColleagues(sql, body)).some((one) => isSameAddress(one.email, email)))
    return 'address-taken'
  const person: Person = { id, name, email: email || null, demo: false }
  await addPerson(sql, person, context.clock())
  await giveRole(sql, { person: id, body, role })
  await accountFor(sql, { action: 'region.let-in', person: id, body, role }, context)
  if (role === 'administrator') await announce(sql, 'region.administrator-let-in', { person: id, body })
  return person
}

/** The form once more, by a reload: a new link for who has not come in yet. Who came in is helped on their own page. */
async function again(sql: Sql, person: Person, body: string, visitor: Visitor, context: Context): Promise<Person> {
  const roles = await listRoles(sql, person.id)
  const colleague = (await listColleagues(sql, body)).find(({ id }) => id === person.id)
  const hasComeIn = colleague === undefined || colleague.passkeys > 0 || colleague.hasProvider
  if (hasComeIn || !mayRestore(visitor, person, roles)) throw generalProblem('forbidden', 403)
  await endLinksOf(sql, person.id, context.clock())
  await accountFor(sql, { action: 'region.restore-access', person: person.id, body }, context)
  return person
}

async function invitePage(typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const [, body] = await bodiesFor(context, textOf(typed, 'body') || undefined)
  const roles = rolesToGive(signedIn(context), body.id, await administeredBodies(context.sql))
  const view = { ...context.view, path: '/staff/people/new' }
  const person = textOf(typed, 'person') ?? randomUUID()
  return page(<InvitePage view={view} body={body} person={person} roles={roles} typed={typed} errors={errors} />)
}

function isSameAddress(one: string | null, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}
