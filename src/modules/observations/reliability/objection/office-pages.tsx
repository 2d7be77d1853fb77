import { longDate } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { pagination, Pagination } from '#web/components/pagination/pagination.tsx'
import { Radios } from '#web/components/radios/radios.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { titleOf } from '../../called.ts'
import { messages } from '../messages.ts'
import { OUTCOMES, type countObjections, type ScoreObjection } from './objection-store.ts'

interface ObjectionsPageProps {
  readonly view: View
  readonly page: number
  readonly size: number
  readonly counts: Awaited<ReturnType<typeof countObjections>>
  readonly objections: readonly ScoreObjection[]
}

/** What owners say against scores, for the office of the region: what waits comes first. */
export function ObjectionsPage({ view, page, size, counts, objections }: ObjectionsPageProps) {
  const { language } = view
  const t = messages(language)
  const base = `/${language}/staff/sensors`
  const pages = Math.max(1, Math.ceil(counts.all / size))
  return (
    <Page view={view} title={t('objections.title')} above={<BackLink href={base} />}>
      <h1 class="govuk-heading-l">{t('objections.title')}</h1>
      <p class="govuk-body">{t('objections.open', { count: counts.open })}</p>
      {objections.length > 0 && (
        <Table
          caption={t('objections.title')}
          captionSize="s"
          stack
          head={[t('objections.sensor'), t('objections.on'), t('objections.state')]}
          rows={objections.map((one) => [
            <a class="govuk-link" href={`${base}/objections/${one.id}`}>
              {titleOf(one.called, language)}
            </a>,
            longDate(one.madeAt, language),
            one.outcome === null || one.answeredAt === null
              ? t('objections.waits')
              : t(`outcome.${one.outcome}`, { date: longDate(one.answeredAt, language) }),
          ])}
        />
      )}
      {pages > 1 && <Pagination {...pagination(page, pages, (one) => `${base}/objections?page=${one}`)} />}
    </Page>
  )
}

interface AnswerPageProps {
  readonly view: View
  readonly objection: ScoreObjection
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** One objection, and the form to answer it. */
export function AnswerPage({ view, objection, typed, errors }: AnswerPageProps) {
  const { language } = view
  const t = messages(language)
  const title = t('answer.title', { name: titleOf(objection.called, language) })
  const { outcome, answeredAt, datastream, score } = objection
  return (
    <Page
      view={view}
      title={title}
      form="answer"
      errors={errors}
      above={<BackLink href={`/${language}/staff/sensors/objections`} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {score === null ? t('score.lineUnknown') : t('answer.then', { score })}{' '}
        <a class="govuk-link" href={`/${language}/sensors/datastreams/${datastream}/report`}>
          {t('score.link')}
        </a>
      </p>
      <InsetText>
        <h2 class="govuk-heading-s">{t('object.said', { date: longDate(objection.madeAt, language) })}</h2>
        <p class="govuk-body sp-own-words">{objection.reason}</p>
      </InsetText>
      {outcome === null || answeredAt === null ? (
        <Form view={view} id="answer">
          <Radios
            name="outcome"
            legend={{ text: t('answer.outcome'), size: 's' }}
            value={textOf(typed, 'outcome') ?? ''}
            error={errorOf(errors, 'outcome')}
            choices={OUTCOMES.map((one) => ({ value: one, text: t(`answer.${one}`) }))}
          />
          <Textarea
            name="answer"
            label={t('answer.label')}
            hint={t('answer.hint')}
            rows={5}
            value={textOf(typed, 'answer') ?? ''}
            error={errorOf(errors, 'answer')}
          />
          <Button>{t('answer.send')}</Button>
        </Form>
      ) : (
        <>
          <h2 class="govuk-heading-m">{t(`outcome.${outcome}`, { date: longDate(answeredAt, language) })}</h2>
          <p class="govuk-body sp-own-words">{objection.answer}</p>
        </>
      )}
    </Page>
  )
}
