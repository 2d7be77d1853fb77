import { z } from 'zod'
import { keptLanguage } from '#core/i18n/language.ts'
import { themedView } from '#modules/region/public.ts'
import { page, saved, secretly, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { ONE_CLICK_BYTES, OneClick, oneClick, plainText } from '#web/one-click.ts'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '#web/route.ts'
import { getStream } from './alerts.ts'
import { DatastreamId, OfDatastream } from './datastream-id.ts'
import { WANTS } from './event.ts'
import { messages } from './messages.ts'
import { LettersAskedPage, LettersStoppedPage, SubscribePage, SubscriberPage } from './pages/subscriber-pages.tsx'
import { Address, askToSubscribe, getSubscriber, subscriberIdIn } from './subscribe.ts'
import {
  confirmSubscriber,
  countSubscribed,
  findSubscriber,
  removeSubscribed,
  removeSubscriber,
} from './subscriber-store.ts'
import { MOST_LETTERS } from './tell-alerts.ts'

const Secret = z.object({ secret: z.string().max(100) })
const SUBSCRIBERS = '/sensors/subscribers/:secret'

const Asked = OfDatastream.extend({
  email: z.string({ error: 'subscribe.emailWrong' }).trim().pipe(Address),
  wants: z
    .union([z.array(z.enum(WANTS)).min(1).max(WANTS.length), z.enum(WANTS).transform((one) => [one])], {
      error: 'subscribe.wantsNeeded',
    })
    .transform((all) => [...new Set(all)]),
})

/** Letters about a datastream, for anyone with an address: asked for, confirmed, ended. */
export const subscriberRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/:language/sensors/datastreams/:datastream/subscribe',
    summary: 'Form to ask for letters about a datastream',
    may: 'anyone',
    input: OfDatastream,
    handle: ({ datastream }, context) => subscribePage(datastream, { wants: [...WANTS] }, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/sensors/datastreams/:datastream/subscribe',
    summary: 'Ask for letters about a datastream',
    may: 'anyone',
    input: Asked,
    wording: messages.find,
    perMinute: 10,
    handle: async ({ datastream, email, wants }, context) => {
      await getStream(context.sql, datastream)
      await askToSubscribe({ datastream, email, wants }, context)
      return seeOther(`/${context.language}/sensors/datastreams/${datastream}/letters-asked`)
    },
    again: (typed, errors, context) => {
      const id = DatastreamId.safeParse(textOf(typed, 'datastream'))
      return subscribePage(id.data ?? 0, typed, errors, context)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/sensors/datastreams/:datastream/letters-asked',
    summary: 'Says that a letter was sent with a link to confirm',
    may: 'anyone',
    input: OfDatastream,
    handle: async ({ datastream }, context) => {
      const stream = await getStream(context.sql, datastream)
      return page(<LettersAskedPage view={await themedView(context, { body: stream.owner })} stream={stream} />)
    },
  }),
  route({
    method: 'GET',
    path: `/:language${SUBSCRIBERS}`,
    summary: 'The page of who gets letters about a datastream: confirm or end',
    may: 'anyone',
    input: Secret,
    handle: async ({ secret }, context) => {
      const subscriber = await getSubscriber(secret, context)
      const count = await countSubscribed(context.sql, subscriber.email)
      return secretly(page(<SubscriberPage view={context.view} subscriber={subscriber} count={count} />))
    },
  }),
  route({
    method: 'POST',
    path: `/:language${SUBSCRIBERS}`,
    summary: 'Confirm letters about a datastream, end them, or end all',
    may: 'anyone',
    input: Secret.extend({ answer: z.enum(['confirm', 'stop', 'stop-all']) }),
    perMinute: 20,
    handle: async ({ secret, answer }, context): Promise<Answer> => {
      const { sql, clock, view, language } = context
      const subscriber = await getSubscriber(secret, context)
      const { id, email } = subscriber
      if (answer === 'confirm') {
        await confirmSubscriber(sql, id, clock())
        return saved(`/${language}${SUBSCRIBERS.replace(':secret', secret)}`)
      }
      if (answer === 'stop') await removeSubscriber(sql, id)
      else await removeSubscribed(sql, { email: email.toLowerCase() })
      return page(<LettersStoppedPage view={view} subscriber={subscriber} />)
    },
  }),
  route({
    method: 'GET',
    path: `${SUBSCRIBERS}/stop`,
    summary: 'From the address in a letter to the page where letters are ended',
    may: 'anyone',
    input: Secret,
    handle: async ({ secret }, context) => {
      const subscriber = await findSubscriber(context.sql, subscriberIdIn(secret, context))
      const language = keptLanguage(subscriber?.language ?? context.language)
      return seeOther(`/${language}${SUBSCRIBERS.replace(':secret', secret)}`)
    },
  }),
  route({
    method: 'POST',
    path: `${SUBSCRIBERS}/stop`,
    summary: 'End letters about a datastream, from a mail program (RFC 8058)',
    may: 'anyone',
    protocol: oneClick,
    perMinute: 60,
    uploadBytes: ONE_CLICK_BYTES,
    input: Secret.extend(OneClick.shape),
    handle: async ({ secret }, context) => {
      // Who ended them already is answered alike: programs press more than once.
      await removeSubscriber(context.sql, subscriberIdIn(secret, context))
      return plainText(messages(context.language)('oneClickDone'))
    },
  }),
]

async function subscribePage(
  datastream: number,
  typed: Typed,
  errors: readonly FieldError[],
  context: Context,
): Promise<Answer> {
  const stream = await getStream(context.sql, datastream)
  const view = await themedView(context, { body: stream.owner })
  return page(<SubscribePage view={view} stream={stream} mostLetters={MOST_LETTERS} typed={typed} errors={errors} />)
}
