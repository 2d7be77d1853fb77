import { dateAndTime } from '#core/i18n/format.ts'
import { Button } from '#web/components/button/button.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { OwnClock } from '../../calibrating/pages/clock-pages.tsx'
import { ageWords } from '../../pages/value-words.ts'
import { refusalWords } from '../../harmonise/refusal-words.ts'
import { BY_HAND, BY_KEY } from '../answers.ts'
import { messages as scoreWords } from '../../reliability/messages.ts'
import { standingWords } from '../../reliability/pages/standing-words.ts'
import { messages } from '../messages.ts'
import { mayMeasure, type OwnStream, type Registration } from '../registration.ts'
import { HowToSend } from './how-to-send.tsx'
import { named } from './kit-page.tsx'

interface MinePageProps {
  readonly view: View
  readonly path: string
  readonly registration: Registration
  readonly email: string
  readonly municipality: string
  readonly streams: readonly OwnStream[]
  /** What seems off about its clock. */
  readonly clocks: Parameters<typeof OwnClock>[0]['proposals']
  /** Why, how often, and what stood there the last time. */
  readonly refusals: readonly { readonly reason: string; readonly count: number; readonly detail: string }[]
  /** Public address of the square. */
  readonly root: string
  readonly now: Temporal.Instant
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** One's own sensor: whether values come in, and everything that one may do with it. */
export function MinePage(props: MinePageProps) {
  const { view, path, registration, email, municipality, streams, typed, errors, root } = props
  const { language } = view
  const t = messages(language)
  const { name, thing, pausedAt, hiddenAt, way } = registration
  const title = t('mine.title', { name: name ?? '' })
  const isMeasuring = mayMeasure(registration)
  return (
    <Page view={view} title={title} errors={errors}>
      <h1 class="govuk-heading-l">{title}</h1>
      {hiddenAt !== null && <Hidden {...props} />}
      {hiddenAt === null && pausedAt !== null && (
        <InsetText>{t('mine.paused', { moment: dateAndTime(pausedAt, language) })}</InsetText>
      )}
      {BY_HAND.includes(way) && (thing === null || registration.connectedAt === null) ? (
        <ByHand view={view} registration={registration} />
      ) : (
        <Arrived {...props} />
      )}
      <OwnClock language={language} proposals={props.clocks} />
      <p class="govuk-body">{t('mine.letter')}</p>
      {streams.length > 0 && isMeasuring && (
        <Details summary={t('mine.howTo')}>
          <HowToSend view={view} way="http" streams={streams} sending={{ key: undefined, root, mqttPort: undefined }} />
        </Details>
      )}
      <h2 class="govuk-heading-m">{t('mine.manage')}</h2>
      <SummaryList
        rows={[
          { key: t('you.email'), value: email },
          {
            key: t('check.place'),
            value: t('check.placeIn', { municipality }),
            actions:
              registration.hiddenAt === null
                ? [{ href: `${path}/move`, text: t('mine.move'), about: t('check.place').toLowerCase() }]
                : [],
          },
          {
            key: t('check.stands'),
            value: standingWords({ ...registration, heightMetres: registration.height }, language) ?? '',
            actions:
              registration.hiddenAt === null
                ? [{ href: `${path}/stands`, text: t('mine.stands'), about: t('check.stands').toLowerCase() }]
                : [],
          },
          { key: t('you.licence'), value: t(`licence.${registration.licence}`) },
        ]}
      />
      <Form view={view} action={`${path}/name`}>
        <Input
          name="name"
          label={t('you.name')}
          hint={t('you.nameHint')}
          value={textOf(typed, 'name') ?? name ?? ''}
          error={errorOf(errors, 'name')}
        />
        <Button kind="secondary">{t('mine.rename')}</Button>
      </Form>
      {thing !== null && hiddenAt === null && (
        <Form view={view} action={path}>
          {isMeasuring && BY_KEY.includes(way) && (
            <>
              <h3 class="govuk-heading-s">{t('mine.key')}</h3>
              <p class="govuk-body">{t('mine.keyHint')}</p>
              <Button kind="secondary" name="answer" value="key">
                {t('mine.newKey')}
              </Button>
            </>
          )}
          <h3 class="govuk-heading-s">{t('mine.pause')}</h3>
          <p class="govuk-body">{t('mine.pauseHint')}</p>
          <Button kind="secondary" name="answer" value={pausedAt === null ? 'pause' : 'resume'}>
            {t(pausedAt === null ? 'mine.pauseSend' : 'mine.resume')}
          </Button>
        </Form>
      )}
      <h3 class="govuk-heading-s">{t('mine.end')}</h3>
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}/end`}>
          {t('mine.endLink')}
        </a>
      </p>
    </Page>
  )
}

/** Whether the first value came in; how each datastream is; what was refused. */
function Arrived({ view, path, registration, streams, refusals, now }: MinePageProps) {
  const { language } = view
  const t = messages(language)
  const hasValues = streams.some(({ observations }) => observations > 0)
  const { thing } = registration
  return (
    <>
      {hasValues && registration.hiddenAt === null ? (
        <p class="govuk-body">{t('mine.arrived')}</p>
      ) : (
        mayMeasure(registration) && (
          <InsetText>
            <p class="govuk-body">{t('mine.waiting')}</p>
            <p class="govuk-body">
              <a class="govuk-link" href={path}>
                {t('mine.look')}
              </a>
            </p>
          </InsetText>
        )
      )}
      <Table
        caption={t('mine.values')}
        head={[t('mine.measures'), t('mine.count'), t('mine.last')]}
        stack
        rows={streams.map(({ id, property, ucum, observations, lastAt }) => [
          registration.hiddenAt === null ? (
            <a class="govuk-link" href={`/${language}/sensors/datastreams/${id}`}>
              {named(property, ucum, language)}
            </a>
          ) : (
            named(property, ucum, language)
          ),
          { text: String(observations), format: 'numeric' as const },
          lastAt === null ? t('mine.nothing') : ageWords(lastAt, now, language),
        ])}
      />
      {refusals.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{t('mine.refused')}</h2>
          <ul class="govuk-list govuk-list--bullet">
            {refusals.map(({ reason, count, detail }) => (
              <li>
                {t('mine.refusedTimes', { count, reason: refusalWords(reason, language) })}{' '}
                {detail !== '' && <code class="sp-own-words">{detail}</code>}
              </li>
            ))}
          </ul>
        </>
      )}
      {thing !== null && registration.hiddenAt === null && (
        <ul class="govuk-list">
          {streams.map(({ id, property, ucum }) => (
            <li>
              <a class="govuk-link" href={`${path}/score/${id}`}>
                {scoreWords(language)('object.own', { name: named(property, ucum, language) })}
              </a>
            </li>
          ))}
        </ul>
      )}
      {thing !== null && registration.hiddenAt === null && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/sensors/things/${thing}`}>
            {t('mine.publicPage')}
          </a>
        </p>
      )}
    </>
  )
}

/** What comes from another network must be connected by people. */
function ByHand({ view, registration }: { readonly view: View; readonly registration: Registration }) {
  const t = messages(view.language)
  const { way, connectedAt } = registration
  if (connectedAt !== null) return <p class="govuk-body">{t('hand.done')}</p>
  return (
    <InsetText>
      <p class="govuk-body">
        {t(way === 'ttn' ? 'hand.ttn' : 'hand.sensorCommunity', { number: registration.number ?? '' })}
      </p>
      <p class="govuk-body">{t('hand.letter')}</p>
    </InsetText>
  )
}

/** Why staff hid it, and where one says that this is wrong. */
function Hidden({ view, path, registration, typed, errors }: MinePageProps) {
  const t = messages(view.language)
  return (
    <InsetText>
      <h2 class="govuk-heading-m">{t('hidden.title')}</h2>
      <p class="govuk-body">{t('hidden.text')}</p>
      <p class="govuk-body sp-own-words">{registration.hiddenReason}</p>
      {registration.objection === null ? (
        <Form view={view} action={`${path}/objection`}>
          <Textarea
            name="objection"
            label={t('object.label')}
            hint={t('object.hint')}
            rows={4}
            value={textOf(typed, 'objection') ?? ''}
            error={errorOf(errors, 'objection')}
          />
          <Button>{t('object.send')}</Button>
        </Form>
      ) : (
        <p class="govuk-body">{t('object.sent')}</p>
      )}
    </InsetText>
  )
}
