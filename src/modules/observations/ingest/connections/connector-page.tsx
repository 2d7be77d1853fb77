import type { JSX } from 'preact'
import { dateAndTime } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import type { Connector, ConnectorState } from '../pull/connector.ts'
import { FAILURES } from '../pull/failure.ts'
import { KINDS } from '../pull/kinds/kinds.ts'
import { writeArea } from './choices.ts'
import { countsText, LIST, StandingTag } from './list-page.tsx'

interface ConnectorPageProps {
  readonly view: View
  readonly state: ConnectorState
  readonly body: string
  readonly today: Temporal.PlainDate
}

/** How it goes with a connector, and what can be done with it. */
export function ConnectorPage({ view, state, body, today }: ConnectorPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const { title, kind, settings, enabled, workedAt, dueAt, asked, askedOn, detail } = state
  const here = `/${language}${LIST}/${state.id}`
  const most = KINDS[kind].manners.perDay
  const askedToday = askedOn?.equals(today) === true ? Math.min(asked, most) : 0
  const problem = FAILURES.find((code) => code === state.problem)
  return (
    <Page view={view} title={title} above={<BackLink href={`/${language}${LIST}`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: t('state'), value: <StandingTag state={state} language={language} /> },
          ...(problem === undefined ? [] : [{ key: t('wrong'), value: t(`problem.${problem}`) }]),
          ...(detail === '' ? [] : [{ key: t('answered'), value: <span lang="en">{detail}</span> }]),
          ...(enabled ? [{ key: t('next'), value: dateAndTime(dueAt, language) }] : []),
          { key: t('worked'), value: workedAt === null ? t('never') : dateAndTime(workedAt, language) },
          { key: t('counts'), value: countsText(state, language) },
          { key: t('asked'), value: t('askedText', { asked: String(askedToday), most: String(most) }) },
          { key: t('body'), value: body },
          { key: t('kind'), value: `${t(`kind.${kind}`)}: ${settings.address}` },
          { key: t('what'), value: whatText(state, language) },
          { key: t('every'), value: everyText(state.everySeconds / 60, language) },
        ]}
      />
      {enabled && (
        <Form view={view} action={`${here}/run`}>
          <Button>{t('run')}</Button>
        </Form>
      )}
      <Form view={view} action={`${here}/${enabled ? 'pause' : 'resume'}`}>
        <Button kind="secondary">{t(enabled ? 'pause' : 'resume')}</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={`${here}/change`}>
          {t('change')}
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${here}/remove`}>
          {t('remove')}
        </a>
      </p>
    </Page>
  )
}

function whatText({ settings: { ids, area } }: Connector, language: Language): string {
  const t = messages(language)
  const parts = [
    ...(ids.length > 0 ? [t('whatIds', { count: ids.length })] : []),
    ...(area === undefined ? [] : [`${t('area')} ${writeArea(area)}`]),
  ]
  return parts.length === 0 ? t('whatAll') : parts.join('; ')
}

/** How often, in words. */
export function everyText(minutes: number, language: Language): string {
  const t = messages(language)
  return minutes % 60 === 0 ? t('everyHours', { count: minutes / 60 }) : t('everyMinutes', { count: minutes })
}
