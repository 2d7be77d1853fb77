import { z } from 'zod'
import { ATOM_TYPE, feed, tagUri } from '#web/atom.ts'
import { Problem } from '#core/problem.ts'
import { themedView } from '#modules/region/public.ts'
import { page, saved, secretly } from '#web/answer.ts'
import { route, type Answer, type Context } from '#web/route.ts'
import { messages as reportMessages } from '../messages.ts'
import { namesOfBodies } from '../names.ts'
import { eventTitle } from '../pages/history.tsx'
import { publicEvents, publicView, type Report } from '../report.ts'
import { findReport, listEvents } from '../store/find.ts'
import { askToFollow, getFollower } from './ask-to-follow.ts'
import { AskedPage, FollowerPage, FollowFormPage, StoppedPage } from './pages.tsx'
import { messages } from './messages.ts'
import { confirmFollower, countFollowed, removeFollowed, removeFollower } from './store.ts'

const Numbered = z.object({ number: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) })
const Secret = z.object({ secret: z.string().max(100) })

/** Following a report by e-mail or with a news reader. */
export const followerRoutes = [
  route({
    method: 'POST',
    path: '/:language/reports/:number/followers',
    summary: 'Ask to follow a report by e-mail',
    may: 'anyone',
    input: Numbered.extend({ email: z.string().trim().max(254).catch('').default('') }),
    perMinute: 10,
    handle: async ({ number, email }, context) => {
      const report = await getReport(number, context)
      const asked = await askToFollow(report, email, context)
      if ('answer' in asked) return asked.answer
      const view = await themedView(context, { body: report.body })
      return page(<FollowFormPage view={view} number={number} email={email} errors={asked.errors} />, 422)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/:number/follow-asked',
    summary: 'Says that a letter was sent with a link to confirm',
    may: 'anyone',
    input: Numbered,
    handle: async ({ number }, context) => {
      const { body } = await getReport(number, context)
      return page(<AskedPage view={await themedView(context, { body })} number={number} />)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/followers/:secret',
    summary: 'The page of a follower: confirm or stop',
    may: 'anyone',
    input: Secret,
    handle: async ({ secret }, context) => {
      const follower = await getFollower(secret, context)
      const count = await countFollowed(context.sql, follower.email)
      return secretly(page(<FollowerPage view={context.view} follower={follower} count={count} />))
    },
  }),
  route({
    method: 'POST',
    path: '/:language/reports/followers/:secret',
    summary: 'Confirm following a report, stop it, or stop following all',
    may: 'anyone',
    input: Secret.extend({ answer: z.enum(['confirm', 'stop', 'stop-all']) }),
    perMinute: 20,
    handle: async ({ secret, answer }, context): Promise<Answer> => {
      const follower = await getFollower(secret, context)
      if (answer === 'stop') {
        await removeFollower(context.sql, follower.id)
        return page(<StoppedPage view={context.view} number={follower.number} />)
      }
      if (answer === 'stop-all') {
        await removeFollowed(context.sql, { email: follower.email.toLowerCase() })
        return page(<StoppedPage view={context.view} number={follower.number} isAll />)
      }
      await confirmFollower(context.sql, follower.id, context.clock())
      return saved(`/${context.language}/reports/followers/${secret}`)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/:number/feed.atom',
    summary: `What happened to a report, as a feed (${ATOM_TYPE})`,
    may: 'anyone',
    input: Numbered,
    handle: async ({ number }, context) => feedOf(await getReport(number, context), context),
  }),
]

async function getReport(number: number, { sql }: Context): Promise<Report> {
  const report = await findReport(sql, { number })
  if (report === undefined) throw new Problem('report-not-found', 404, reportMessages.say('report.notFound'))
  return report
}

async function feedOf(report: Report, { sql, language, config }: Context): Promise<Answer> {
  const t = reportMessages(language)
  const { baseUrl } = config
  const { number, category } = publicView(report)
  const title = messages(language)('mail.digestReport', { number: String(number), category: t(`category.${category}`) })
  const address = `${baseUrl}/${language}/reports/${number}`
  const events = publicEvents(await listEvents(sql, report.id)).toReversed()
  const names = await namesOfBodies(
    events.flatMap(({ toBody }) => toBody ?? []),
    { sql, language },
  )
  return feed({
    id: tagUri(baseUrl, `report-events:${language}:${number}`),
    title,
    language,
    page: address,
    address: () => `${address}/feed.atom`,
    number: 1,
    pages: 1,
    entries: events.map((event) => ({
      id: tagUri(baseUrl, `report-event:${event.id}`),
      title: eventTitle(event, language, names),
      address,
      published: event.at,
      updated: event.at,
      summary: event.message === '' || event.kind === 'planned' ? title : event.message,
    })),
  })
}
