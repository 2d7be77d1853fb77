import type { JSX } from 'preact'
import { bodyName, type Body } from '#modules/region/public.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { Learnt } from './discover.ts'

const MOST_SERVICES = 500

/** Which body: for who administers several. */
export function BodiesPage({ view, bodies }: { view: View; bodies: readonly Body[] }): JSX.Element {
  const { language } = view
  const t = messages(language)
  return (
    <Page view={view} title={t('own.list')}>
      <h1 class="govuk-heading-l">{t('own.list')}</h1>
      <ul class="govuk-list">
        {bodies.map((body) => (
          <li>
            <a class="govuk-link" href={`/${language}/staff/open311/${body.id}`}>
              {bodyName(body, language)}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  )
}

interface TestPageProps {
  readonly view: View
  readonly body: Body
  /** Undefined when it does not work. */
  readonly learnt: Learnt | undefined
  /** Why it does not. */
  readonly reason: string
}

/** Whether the own system of a body answers, and with which services. */
export function TestPage({ view, body, learnt, reason }: TestPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const title = t('own.testTitle', { body: bodyName(body, language) })
  return (
    <Page view={view} title={title} above={<BackLink href={`/${language}/staff/open311/${body.id}`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      {learnt === undefined ? (
        <>
          <p class="govuk-body">{t('own.testFails')}</p>
          <InsetText>
            <span lang="en">{reason}</span>
          </InsetText>
        </>
      ) : (
        <>
          <p class="govuk-body">{t('own.testWorks')}</p>
          <p class="govuk-body">{t(learnt.knowsClientId ? 'own.testAgain' : 'own.testNotAgain')}</p>
          <Table
            caption={t('own.serviceName')}
            captionClasses="govuk-visually-hidden"
            head={[t('own.code'), t('own.serviceName')]}
            rows={learnt.services
              .slice(0, MOST_SERVICES)
              .map(({ service_code, service_name }) => [<code>{service_code}</code>, service_name ?? ''])}
          />
        </>
      )}
    </Page>
  )
}
