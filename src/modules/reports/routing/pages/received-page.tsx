import type { JSX } from 'preact'
import { bodyName, REGION_OFFICE, type Body } from '#modules/region/public.ts'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { TableVersion } from '../store.ts'
import type { RegionWords } from '../wheres.ts'
import { nameOf, RuleTable } from './rule-table.tsx'

interface ReceivedPageProps {
  readonly view: View
  /** With the tables that send something to it, each with those rules alone. */
  readonly bodies: readonly { readonly body: Body; readonly tables: readonly TableVersion[] }[]
  readonly words: RegionWords
}

/** For a body that makes no rules, since it has no territory of its own: the rules of others that send reports to it. */
export function ReceivedPage({ view, bodies, words }: ReceivedPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  return (
    <Page view={view} title={t('menu')} wide>
      <h1 class="govuk-heading-l">{t('menu')}</h1>
      <p class="govuk-body">{t('received.lead')}</p>
      {bodies.map(({ body, tables }) => (
        <>
          <h2 class="govuk-heading-m">{t('received.title', { body: bodyName(body, language) })}</h2>
          {tables.length === 0 && <p class="govuk-body">{t('received.none')}</p>}
          {tables.map((table) => {
            const whose = t('received.rulesOf', { body: nameOf(table.body, words, language) ?? table.body })
            const title = table.body === REGION_OFFICE ? t('received.ofRegion') : whose
            return (
              <>
                <h3 class="govuk-heading-s">{title}</h3>
                <RuleTable view={view} caption={title} rules={table.rules} words={words} />
              </>
            )
          })}
        </>
      ))}
    </Page>
  )
}
