import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import { HOME_TIME_ZONE } from '#core/i18n/format.ts'
import { page, saved, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { getRules, MAY_CHANGE_RULES, OfProperty, RULES_PATH } from '../ruling/office.ts'
import { beginAssessment, firstValue, listAssessments, turnAssessment } from './assessment-store.ts'
import { messages } from './messages.ts'
import { HistoryPage } from './pages/history-page.tsx'

const PATH = `/:language${RULES_PATH}/:property/history`

/** Where the office of the region has history judged again by the rules in force. */
export const historyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Judging the history of a property again: how far it is, and what changed',
    may: MAY_CHANGE_RULES,
    input: OfProperty,
    handle: ({ property }, context) => historyPage(property, {}, [], context),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Begin to judge the history of a property again, from a day on',
    may: MAY_CHANGE_RULES,
    input: OfProperty.extend({ since: z.iso.date({ error: 'error.since' }) }),
    wording: messages.find,
    handle: async ({ property, since: day }, context) => {
      const { sql, clock, visitor, language, typed } = context
      const { version } = await getRules(property, context)
      const t = messages(language)
      const now = clock()
      const refuse = (message: string) => historyPage(property, typed, [{ field: 'since', message }], context)
      const first = await firstValue(sql, property)
      if (first === null) return refuse(t('error.nothing'))
      const asked = Temporal.PlainDate.from(day).toZonedDateTime(HOME_TIME_ZONE).toInstant()
      if (Temporal.Instant.compare(asked, now) >= 0) return refuse(t('error.ahead'))
      const begin = first.round({ smallestUnit: 'hour', roundingMode: 'floor' })
      const since = Temporal.Instant.compare(asked, begin) < 0 ? begin : asked
      const until = now.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
      if (Temporal.Instant.compare(since, until) >= 0) return refuse(t('error.nothing'))
      const by = visitor?.id ?? null
      const begun = await sql.transaction(async (within) => {
        const id = await beginAssessment(within, { property, rules: version, since, until }, { now, by })
        if (id === undefined) return undefined
        await recordDeed(within, {
          at: now,
          actorKind: 'staff',
          actor: by ?? '',
          action: 'observations.judge-history',
          subject: `rules:${property}:${version}`,
        })
        return id
      })
      if (begun === undefined) return refuse(t('error.underWay'))
      return saved(`/${language}${RULES_PATH}/${property}/history`)
    },
    again: (typed, errors, context) => historyPage(textOf(typed, 'property') ?? '', typed, errors, context),
  }),
  route({
    method: 'POST',
    path: `${PATH}/turn`,
    summary: 'Pause what is judged again, go on with it, or stop it',
    may: MAY_CHANGE_RULES,
    input: OfProperty.extend({
      assessment: z.coerce.number().int().min(1).max(2_147_483_647),
      to: z.enum(['running', 'paused', 'stopped']),
    }),
    handle: async ({ property, assessment: id, to }, context) => {
      const { sql, clock, language } = context
      await getRules(property, context)
      // When it was over meanwhile, the page says so.
      const isTurned = await sql.transaction((within) => turnAssessment(within, { id, property }, { to, now: clock() }))
      const path = `/${language}${RULES_PATH}/${property}/history`
      return isTurned ? saved(path) : seeOther(path)
    },
  }),
]

async function historyPage(
  property: string,
  typed: Typed,
  errors: readonly FieldError[],
  context: Context,
): Promise<Answer> {
  const { sql, view, clock } = context
  const inForce = await getRules(property, context)
  return page(
    <HistoryPage
      view={view}
      inForce={inForce}
      now={clock()}
      first={await firstValue(sql, property)}
      assessments={await listAssessments(sql, property)}
      typed={typed}
      errors={errors}
    />,
    errors.length > 0 ? 422 : 200,
  )
}
