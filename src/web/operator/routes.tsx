import { z } from 'zod'
import { listLetters } from '#core/mail/outbox-mail.ts'
import { withoutKeys } from '#core/mail/without-keys.ts'
import { outboxSize } from '#core/outbox/outbox.ts'
import { page, seeOther } from '../answer.ts'
import { clearDemonstration } from '../demonstration.ts'
import type { Module } from '../module.ts'
import { route, type Answer, type Context, type FieldError, type Route } from '../route.ts'
import { messages } from './messages.ts'
import { OperatorPage } from './operator-page.tsx'

/** What whoever keeps the square running needs to see and do. */
export function operatorRoutes(modules: readonly Module[]): Route[] {
  return [
    route({
      method: 'GET',
      path: '/:language/operator',
      summary: 'Letters that were not sent, background work, the demonstration',
      may: 'operator',
      handle: (_input, context) => operatorPage([], context),
    }),
    route({
      method: 'POST',
      path: '/:language/operator/clear-demonstration',
      summary: 'Remove all invented content',
      may: 'operator',
      unwalled: 'removes what is invented from every municipality, which nobody may otherwise touch',
      input: z.object({ sure: z.literal('yes', { error: 'demoTick' }) }),
      wording: messages.find,
      handle: async (_input, context) => {
        await clearDemonstration(modules, context, context.visitor?.id ?? '')
        return seeOther(`/${context.language}`)
      },
      again: (_typed, errors, context) => operatorPage(errors, context),
    }),
  ]
}

async function operatorPage(errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { sql, view } = context
  const kept = await listLetters(sql, 50)
  // In a demonstration there is nobody else to read them; on a real square they are keys of other people.
  const letters = view.demo ? kept : kept.map(withoutKeys)
  return page(<OperatorPage view={view} letters={letters} work={await outboxSize(sql)} errors={errors} />)
}
