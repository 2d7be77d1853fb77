import { longDate } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { titleOf, type Called } from '../../called.ts'
import { messages } from '../messages.ts'
import { bandOfScore } from '../report/told.ts'
import type { ScoreObjection } from './objection-store.ts'

interface ObjectPageProps {
  readonly view: View
  readonly called: Called
  readonly back: string
  readonly score: number | null | undefined
  /** What was said before: open, or answered. */
  readonly before: ScoreObjection | undefined
  /** Where the report is, when the way back leads elsewhere. */
  readonly report?: string
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where an owner says that a score is wrong, and reads what was answered. */
export function ObjectPage({ view, called, back, score, before, report, typed, errors }: ObjectPageProps) {
  const { language } = view
  const t = messages(language)
  const title = t('object.title', { name: titleOf(called, language) })
  const band = bandOfScore(score)
  return (
    <Page view={view} title={title} form="object" errors={errors} above={<BackLink href={back} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">
        {band === null || score == null ? t('score.lineUnknown') : t('score.line', { band: t(`band.${band}`), score })}.
      </p>
      {report !== undefined && (
        <p class="govuk-body">
          <a class="govuk-link" href={report}>
            {t('score.link')}
          </a>
        </p>
      )}
      {before !== undefined && (
        <InsetText>
          <h2 class="govuk-heading-s">{t('object.said', { date: longDate(before.madeAt, language) })}</h2>
          <p class="govuk-body sp-own-words">{before.reason}</p>
          {before.outcome === null || before.answeredAt === null ? (
            <p class="govuk-body">{t('object.waits')}</p>
          ) : (
            <>
              <h2 class="govuk-heading-s">
                {t(`outcome.${before.outcome}`, { date: longDate(before.answeredAt, language) })}
              </h2>
              <p class="govuk-body sp-own-words">{before.answer}</p>
            </>
          )}
        </InsetText>
      )}
      {(before === undefined || before.outcome !== null) && (
        <Form view={view} id="object">
          <Textarea
            name="reason"
            label={t('object.label')}
            hint={t('object.hint')}
            rows={5}
            value={textOf(typed, 'reason') ?? ''}
            error={errorOf(errors, 'reason')}
          />
          <Button>{t('object.send')}</Button>
        </Form>
      )}
    </Page>
  )
}
