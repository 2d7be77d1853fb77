import { z } from 'zod'
import { announce } from '#core/outbox/outbox.ts'
import { page, saved } from '#web/answer.ts'
import { generalProblem } from '#web/problems/problem-answer.tsx'
import { route, type Answer, type Context, type Route } from '#web/route.ts'
import { allows } from '#web/visitor.ts'
import { ColleaguePage } from '../../pages/colleague-page.tsx'
import { PeoplePage } from '../../pages/people-page.tsx'
import { SurePage } from '../../pages/sure-page.tsx'
import { messages } from '../../messages/messages.ts'
import { ROLES } from '../../permissions.ts'
import { endLinksOf } from '../link-store.ts'
import { forgetAccountsOf } from '../openid/account-store.ts'
import { removePasskeysOf } from '../passkeys/passkey-store.ts'
import type { Person } from '../person.ts'
import { endSessionsOf } from '../session-store.ts'
import { signedIn } from '../signed-in.ts'
import { findPerson, giveRole, takeRole } from '../store.ts'
import { accountFor } from './account.ts'
import { bodiesFor } from './bodies.ts'
import { administeredBodies, holdRoles, listColleagues, listRoles } from './colleague-store.ts'
import { handOver } from './hand-over.tsx'
import { lettingInRoutes } from './letting-in.tsx'
import { administers, mayRestore, mayTake, rolesToGive, type HeldAt } from './rules.ts'

const Which = z.object({ body: z.string().max(100).optional() })
const Chosen = z.object({ person: z.uuid() })
/** What cannot be undone with one press is asked for twice. */
const Sure = z.object({ sure: z.literal('yes').optional() })
const RoleChange = Chosen.extend(Sure.shape).extend({
  body: z.string().max(100),
  role: z.enum(ROLES),
  change: z.enum(['give', 'take']),
})
type RoleChange = z.infer<typeof RoleChange>

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
      const roles = rolesToGive(signedIn(context), chosen.id, await administeredBodies(sql))
      return page(
        <PeoplePage
          view={view}
          bodies={bodies}
          body={chosen}
          colleagues={await listColleagues(sql, chosen.id)}
          mayLetIn={roles.length > 0}
          mayApprove={allows(context.visitor, 'providers.approve')}
        />,
      )
    },
  }),
  ...lettingInRoutes,
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
    async handle(change, context) {
      const visitor = signedIn(context)
      const { person } = await getColleague(change.person, context)
      if (person.id === visitor.id) throw generalProblem('forbidden', 403)
      await bodiesFor(context, change.body)
      const left = await context.sql.transaction(async (sql) => {
        // One change at a time: of two administrators who take each other's role at once, the second no longer is one.
        await holdRoles(sql)
        await mustBeAllowed(change, { ...context, sql })
        const isLast = change.change === 'take' && isOnly(await listRoles(sql, person.id), change)
        if (isLast && change.sure === undefined) return undefined
        // While the role is there still: behind the walls, who is no colleague any more is not seen.
        if (isLast) await endSessionsOf(sql, person.id)
        await changeRole(change, { ...context, sql })
        return listRoles(sql, person.id)
      })
      if (left === undefined) return takeLastPage(person, change, context)
      const people = `/${context.language}/staff/people`
      return saved(left.some((held) => administers(visitor, held.body)) ? `${people}/${person.id}` : people)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/staff/people/:person/restore',
    summary: 'Help a colleague in who lost the passkeys',
    may: 'people.administer',
    input: Chosen.extend(Sure.shape),
    async handle({ person: id, sure }, context) {
      const { person, roles } = await getColleague(id, context)
      const body = roles.find((held) => administers(context.visitor, held.body))?.body ?? ''
      if (!mayRestore(signedIn(context), person, roles)) throw generalProblem('forbidden', 403)
      if (sure === undefined) return restorePage(person, context)
      await context.sql.transaction(async (sql) => {
        await removePasskeysOf(sql, id)
        await forgetAccountsOf(sql, id)
        await endSessionsOf(sql, id)
        await endLinksOf(sql, id, context.clock())
        await accountFor(sql, { action: 'region.restore-access', person: id, body }, context)
      })
      return handOver(person, body, context)
    },
  }),
]

/** In the transaction that changes it: what somebody may do can have changed since the request came in. */
async function mustBeAllowed({ person, body, role, change }: RoleChange, context: Context): Promise<void> {
  const { sql } = context
  const visitor = signedIn(context)
  const own = await listRoles(sql, visitor.id)
  const isStill = own.some((held) => held.role === 'operator' || (held.role === 'administrator' && held.body === body))
  const may =
    change === 'give'
      ? rolesToGive(visitor, body, await administeredBodies(sql)).includes(role)
      : mayTake(visitor, person, { body, role })
  if (!isStill || !may) throw generalProblem('forbidden', 403)
}

async function changeRole({ person, body, role, change }: RoleChange, context: Context): Promise<void> {
  const { sql } = context
  await (change === 'give' ? giveRole : takeRole)(sql, { person, body, role })
  const action = change === 'give' ? 'region.give-role' : 'region.take-role'
  await accountFor(sql, { action, person, body, role }, context)
  if (change === 'give' && role === 'administrator')
    await announce(sql, 'region.administrator-let-in', { person, body })
}

function isOnly(roles: readonly HeldAt[], { body, role }: HeldAt): boolean {
  return roles.every((held) => held.body === body && held.role === role)
}

/** Without a role somebody is out, and only a new invitation brings them back. */
function takeLastPage({ id, name }: Person, { body, role }: RoleChange, { view, language }: Context): Answer {
  const t = messages(language)
  return page(
    <SurePage
      view={view}
      title={t('people.takeLastTitle', { name })}
      what={t('people.takeLast', { name })}
      action={`/${language}/staff/people/${id}/roles`}
      fields={{ body, role, change: 'take' }}
      button={t('people.takeLastButton')}
      back={`/${language}/staff/people/${id}`}
    />,
  )
}

function restorePage({ id, name, email }: Person, { view, language }: Context): Answer {
  const t = messages(language)
  return page(
    <SurePage
      view={view}
      title={t('restore.sureTitle', { name })}
      what={`${t('restore.what', { name })} ${email === null ? t('restore.byHand') : t('restore.byLetter', { email })}`}
      action={`/${language}/staff/people/${id}/restore`}
      button={t('restore.button')}
      back={`/${language}/staff/people/${id}`}
    />,
  )
}

async function colleaguePage(id: string, context: Context): Promise<Answer> {
  const visitor = signedIn(context)
  const { person, roles } = await getColleague(id, context)
  const [bodies] = await bodiesFor(context)
  const isSelf = id === visitor.id
  const isAdministered = await administeredBodies(context.sql)
  return page(
    <ColleaguePage
      view={context.view}
      person={person}
      bodies={bodies.filter((body) => roles.some((held) => held.body === body.id))}
      roles={roles}
      toGive={(body) => (isSelf ? [] : rolesToGive(visitor, body, isAdministered))}
      mayTake={(held) => mayTake(visitor, id, held)}
      mayRestore={mayRestore(visitor, person, roles)}
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
