import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { pagination, Pagination } from '#web/components/pagination/pagination.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Input } from '#web/components/input/input.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { allows } from '#web/visitor.ts'
import { ageWords } from '../../pages/value-words.ts'
import { BY_HAND } from '../../register/answers.ts'
import { kitOf } from '../../register/kits.ts'
import { messages as registerWords } from '../../register/messages.ts'
import { named } from '../../register/pages/kit-page.tsx'
import type { OwnStream, Registration } from '../../register/registration.ts'
import type { countForStaff, ListedRegistration } from '../../register/store.ts'
import { PAGE_SIZE } from '../filter.ts'
import { messages } from '../messages.ts'
import { refusalWords } from '../../harmonise/refusal-words.ts'

interface ResidentsPageProps {
  readonly view: View
  readonly page: number
  readonly counts: Awaited<ReturnType<typeof countForStaff>>
  readonly registrations: readonly ListedRegistration[]
}

/** The sensors of residents: what asks for something comes first. */
export function ResidentsPage({ view, page, counts, registrations }: ResidentsPageProps) {
  const { language } = view
  const t = messages(language)
  const base = `/${language}/staff/sensors`
  const pages = Math.max(1, Math.ceil(counts.all / PAGE_SIZE))
  return (
    <Page view={view} title={t('residents')} above={<BackLink href={base} />}>
      <h1 class="govuk-heading-l">{t('residents')}</h1>
      <p class="govuk-body">{t('residents.counts', { count: counts.all })}</p>
      {registrations.length > 0 && (
        <Table
          caption={t('residents.caption')}
          head={[t('residents.name'), t('residents.kit'), t('residents.toDo')]}
          stack
          rows={registrations.map((one) => [
            <a class="govuk-link" href={`${base}/residents/${one.id}`}>
              {one.name}
            </a>,
            kitOf(one.kit)?.name[language] ?? registerWords(language)('kit.other'),
            <ToDo registration={one} language={language} />,
          ])}
        />
      )}
      {pages > 1 && <Pagination {...pagination(page, pages, (one) => `${base}/residents?page=${one}`)} />}
    </Page>
  )
}

function ToDo({
  registration,
  language,
}: {
  readonly registration: ListedRegistration
  readonly language: View['language']
}) {
  const t = messages(language)
  if (registration.objection !== null) return <Tag colour="red">{t('toDo.objection')}</Tag>
  if (registration.hiddenAt !== null) return <Tag colour="grey">{t('toDo.hidden')}</Tag>
  if (BY_HAND.includes(registration.way) && registration.connectedAt === null)
    return <Tag colour="yellow">{t('toDo.connect')}</Tag>
  return <>{t('toDo.nothing')}</>
}

interface ResidentPageProps {
  readonly view: View
  readonly now: Temporal.Instant
  readonly registration: Registration
  readonly streams: readonly OwnStream[]
  readonly refusals: readonly { readonly reason: string; readonly count: number }[]
  readonly reason: string
  readonly errors: readonly FieldError[]
}

/** One sensor of a resident: what it is, and what staff may do with it. */
export function ResidentPage({ view, now, registration, streams, refusals, reason, errors }: ResidentPageProps) {
  const { language } = view
  const t = messages(language)
  const words = registerWords(language)
  const { name, kit, way, number, thing, hiddenAt } = registration
  const title = name ?? ''
  return (
    <Page
      view={view}
      title={title}
      form="hide"
      errors={errors}
      above={<BackLink href={`/${language}/staff/sensors/residents`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: words('check.kit'), value: kitOf(kit)?.name[language] ?? words('kit.other') },
          { key: words('check.way'), value: [words(`way.${way}`), number ?? ''].filter(Boolean).join(': ') },
          {
            key: words('check.measures'),
            value: (
              <ul class="govuk-list">
                {registration.measures.map((key) => {
                  const stream = streams.find(({ property }) => property === key)
                  return (
                    <li>
                      {named(key, stream?.ucum ?? null, language)}
                      {stream &&
                        `: ${stream.lastAt === null ? words('mine.nothing') : ageWords(stream.lastAt, now, language)}`}
                    </li>
                  )
                })}
              </ul>
            ),
          },
          ...refusals.map(({ reason: why, count }) => ({
            key: t('refused'),
            value: words('mine.refusedTimes', { count, reason: refusalWords(why, language) }),
          })),
        ]}
      />
      {thing !== null && hiddenAt === null && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/${language}/sensors/things/${thing}`}>
            {words('mine.publicPage')}
          </a>
        </p>
      )}
      {allows(view.visitor, 'sensors.administer', registration.body) && (
        <Deeds view={view} registration={registration} reason={reason} errors={errors} />
      )}
    </Page>
  )
}

function Deeds({
  view,
  registration,
  reason,
  errors,
}: Pick<ResidentPageProps, 'view' | 'registration' | 'reason' | 'errors'>) {
  const t = messages(view.language)
  const { way, number, connectedAt, hiddenAt, hiddenReason, objection } = registration
  return (
    <>
      {BY_HAND.includes(way) && connectedAt === null && (
        <Form view={view} id="connect">
          <h2 class="govuk-heading-m">{t('connect.title')}</h2>
          <p class="govuk-body">{t(way === 'ttn' ? 'connect.ttn' : 'connect.sensorCommunity')}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={`/${view.language}/staff/sensor-connectors`}>
              {t('connect.how')}
            </a>
          </p>
          {way === 'ttn' && (
            <Input
              name="device"
              label={t('connect.device')}
              hint={t('connect.deviceHint')}
              value={number ?? ''}
              error={errorOf(errors, 'device')}
              spellcheck={false}
            />
          )}
          <Button name="answer" value="connected">
            {t('connect.send')}
          </Button>
        </Form>
      )}
      {hiddenAt === null ? (
        <Form view={view} id="hide">
          <h2 class="govuk-heading-m">{t('hide.title')}</h2>
          <p class="govuk-body">{t('hide.text')}</p>
          <Textarea
            name="reason"
            label={t('hide.reason')}
            hint={t('hide.reasonHint')}
            rows={3}
            value={reason}
            error={errorOf(errors, 'reason')}
          />
          <Button kind="warning" name="answer" value="hide">
            {t('hide.send')}
          </Button>
        </Form>
      ) : (
        <Form view={view} id="hide">
          <h2 class="govuk-heading-m">{t('show.title')}</h2>
          <p class="govuk-body">{t('show.reason')}</p>
          <p class="govuk-body sp-own-words">{hiddenReason}</p>
          {objection !== null && (
            <>
              <p class="govuk-body">{t('show.objection')}</p>
              <p class="govuk-body sp-own-words">{objection}</p>
            </>
          )}
          <Button name="answer" value="show">
            {t('show.send')}
          </Button>
        </Form>
      )}
    </>
  )
}
