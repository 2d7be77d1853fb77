import { z } from 'zod'
import { keyRoutes } from '#modules/region/public.ts'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { allows } from '#web/visitor.ts'
import { messages } from '../messages.ts'
import { SCOPES, type ApiKey } from './key.ts'
import * as store from './key-store.ts'

const { say } = messages

const MediaHosts = {
  mediaHosts: z
    .string()
    .max(2000, { error: 'keys.mediaHostsWrong' })
    .default('')
    .transform((text) => [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))])
    .refine(
      (hosts) => hosts.length <= 10 && hosts.every((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(host)),
      { error: 'keys.mediaHostsWrong' },
    ),
}

/** Where administrators make the keys of other systems, and withdraw them. */
export const apiKeyRoutes = keyRoutes<ApiKey, typeof MediaHosts>({
  list: '/staff/open311-keys',
  parameter: 'key',
  sign: 'sp311',
  scopes: SCOPES,
  usualPerMinute: 60,
  mostPerMinute: 6000,
  summary: 'Keys of other systems',
  deeds: { made: 'reports.make-key', withdrawn: 'reports.withdraw-key', subject: 'open311-key' },
  unknown: 'open311-key-unknown',
  words: {
    title: say('keys.title'),
    intro: say('keys.intro'),
    nameHint: say('keys.nameHint'),
    bodyHint: say('keys.bodyHint'),
    perMinuteWrong: say('keys.perMinuteWrong'),
    withdrawMeans: say('keys.withdrawMeans'),
    scope: (scope) => ({ text: say(`keys.scope.${scope}`), hint: say(`keys.scope.${scope}Hint`) }),
  },
  extra: {
    shape: MediaHosts,
    wording: messages.find,
    fields: ({ language }, typed, errors) => (
      <Textarea
        name="mediaHosts"
        label={messages(language)('keys.mediaHosts')}
        hint={messages(language)('keys.mediaHostsHint')}
        error={errorOf(errors, 'mediaHosts')}
        value={textOf(typed, 'mediaHosts')}
        spellcheck={false}
        rows={3}
      />
    ),
  },
  below: ({ visitor, language }) =>
    allows(visitor, 'connections.administer') ? (
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}/staff/open311`}>
          {messages(language)('keys.own')}
        </a>
      </p>
    ) : null,
  store,
})
