import type { JSX } from 'preact'
import { dateAndTime, decimal } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Button } from '#web/components/button/button.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import type { Application } from '../lorawan/application-store.ts'
import { messages } from '../messages.ts'
import { KIND_NAMES, type ConnectorState } from '../pull/connector.ts'
import { standingOf, type Standing } from './standing.ts'

/** Where these pages are, without the language. */
export const LIST = '/staff/sensor-connectors'

const COLOURS: Readonly<Record<Standing, 'grey' | 'green' | 'red' | 'yellow'>> = {
  paused: 'grey',
  running: 'yellow',
  new: 'grey',
  works: 'green',
  fails: 'red',
  waits: 'yellow',
}

/** How a connector stands, as a tag. */
export function StandingTag({ state, language }: { state: ConnectorState; language: Language }): JSX.Element {
  const standing = standingOf(state)
  return <Tag colour={COLOURS[standing]}>{messages(language)(`state.${standing}`)}</Tag>
}

/** What came in by a connector: in = stored + known + refused. */
export function countsText({ cameIn, stored, known, refused }: ConnectorState, language: Language): string {
  const say = (count: number) => decimal(count, language)
  const counts = { all: say(cameIn), stored: say(stored), known: say(known), refused: say(refused) }
  return messages(language)('countsText', counts)
}

interface ListPageProps {
  readonly view: View
  readonly connectors: readonly ConnectorState[]
  readonly applications: readonly Application[]
  readonly bodyNamed: (id: string) => string
  /** Where The Things Stack sends. */
  readonly webhook: string
}

/** Everything that is fetched for the bodies of the visitor, how it goes, and the applications of LoRaWAN. */
export function ListPage(props: ListPageProps): JSX.Element {
  const { language } = props.view
  const t = messages(language)
  return (
    <Page view={props.view} title={t('title')}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro')}</p>
      {props.connectors.length === 0 ? <p class="govuk-body">{t('none')}</p> : <Connectors {...props} />}
      <h2 class="govuk-heading-m">{t('add')}</h2>
      <ul class="govuk-list govuk-list--spaced">
        {KIND_NAMES.map((kind) => (
          <li>
            <a class="govuk-link" href={`/${language}${LIST}/new/${kind}`}>
              {t(`kind.${kind}`)}
            </a>
            <br />
            {t(`about.${kind}`)}
          </li>
        ))}
      </ul>
      <Lorawan {...props} />
    </Page>
  )
}

function Connectors({ view: { language }, connectors, bodyNamed }: ListPageProps): JSX.Element {
  const t = messages(language)
  return (
    <Table
      caption={t('title')}
      captionClasses="govuk-visually-hidden"
      stack
      head={[t('name'), t('body'), t('state'), t('worked'), t('counts'), t('refused')]}
      rows={connectors.map((state) => [
        <>
          <a class="govuk-link" href={`/${language}${LIST}/${state.id}`}>
            {state.title}
          </a>
          <br />
          {t(`kind.${state.kind}`)}
        </>,
        bodyNamed(state.owner),
        <StandingTag state={state} language={language} />,
        state.workedAt === null ? t('never') : dateAndTime(state.workedAt, language),
        decimal(state.cameIn, language),
        decimal(state.refused, language),
      ])}
    />
  )
}

function Lorawan({ view: { language }, applications, bodyNamed, webhook }: ListPageProps): JSX.Element {
  const t = messages(language)
  return (
    <>
      <h2 class="govuk-heading-m">{t('lorawan.title')}</h2>
      <p class="govuk-body">{t('lorawan.intro')}</p>
      <InsetText>
        <code class="sp-own-words">{webhook}</code>
        <br />
        <a class="govuk-link" href={`/${language}/staff/sensor-keys`}>
          {t('lorawan.keys')}
        </a>
      </InsetText>
      <p class="govuk-body">{t('lorawan.usual')}</p>
      {applications.length > 0 && (
        <Table
          caption={t('lorawan.title')}
          captionClasses="govuk-visually-hidden"
          stack
          head={[t('lorawan.application'), t('body'), t('lorawan.fields')]}
          rows={applications.map(({ id, application, owner, mapping }) => [
            <a class="govuk-link" href={`/${language}${LIST}/lorawan/${id}`}>
              {application}
            </a>,
            bodyNamed(owner),
            Object.keys(mapping.fields).join(', ') || '–',
          ])}
        />
      )}
      <Button kind="secondary" href={`/${language}${LIST}/new-lorawan`}>
        {t('lorawan.add')}
      </Button>
    </>
  )
}
