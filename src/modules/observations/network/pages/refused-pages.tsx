import { listQuery } from '#web/list-query.ts'
import { dateAndTime } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { allows } from '#web/visitor.ts'
import type { Waiting } from '../../store/quarantine.ts'
import { messages } from '../messages.ts'
import { cellsOf, textOfPayload } from '../payload.ts'
import { refusalWords } from '../../harmonise/refusal-words.ts'
import { sourceWords } from './overview-page.tsx'

/** So much of a line stands in a list, and so many cells get a field of their own. */
const SHOWN = 160
const MOST_CELLS = 60

interface RefusedListProps {
  readonly view: View
  /** One that is or was in it, and why all of it was refused. */
  readonly group: { readonly like: number; readonly reason: string }
  readonly waiting: readonly Waiting[]
  /** Where the next page begins. */
  readonly next: number | undefined
  /** What came of reading again. */
  readonly done: { readonly stored: number; readonly again: number } | undefined
}

/** What waits of one source for one reason. */
export function RefusedListPage({ view, group, waiting, next, done }: RefusedListProps) {
  const { language } = view
  const t = messages(language)
  const base = `/${language}/staff/sensors`
  const title = t('group.title')
  const first = waiting[0]
  return (
    <Page view={view} title={title} wide above={<BackLink href={`${base}#refused`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      {done !== undefined && <InsetText>{t('group.done', done)}</InsetText>}
      <p class="govuk-body">{refusalWords(group.reason, language)}</p>
      {first === undefined ? (
        <p class="govuk-body">{t('group.none')}</p>
      ) : (
        <>
          <p class="govuk-body">{sourceWords(first.source, first.format, language)}</p>
          {allows(view.visitor, 'sensors.administer') && (
            <Form view={view} action={`${base}/refused`}>
              <input type="hidden" name="like" value={String(group.like)} />
              <p class="govuk-body">{t('group.againHint')}</p>
              <Button kind="secondary">{t('group.again')}</Button>
            </Form>
          )}
          <Table
            caption={t('group.caption')}
            head={[t('group.came'), t('group.line'), t('refused.example'), t('group.text')]}
            stack
            rows={waiting.map((refused) => [
              <a class="govuk-link" href={`${base}/refused/${refused.id}`}>
                {dateAndTime(refused.cameAt, language)}
              </a>,
              refused.line === null ? '' : String(refused.line),
              <code class="sp-own-words">{refused.detail}</code>,
              <code class="sp-own-words">{textOfPayload(refused).slice(0, SHOWN)}</code>,
            ])}
          />
          {next !== undefined && (
            <p class="govuk-body">
              <a class="govuk-link" href={`${base}/refused${listQuery({ like: String(group.like) }, { after: next })}`}>
                {t('group.more')}
              </a>
            </p>
          )}
        </>
      )}
    </Page>
  )
}

interface RefusedPageProps {
  readonly view: View
  readonly refused: Waiting
  /** As it came, or as somebody mended it. */
  readonly text: string
  readonly errors: readonly FieldError[]
}

/** One thing that was refused: why, as it came, and a form to mend it. */
export function RefusedPage({ view, refused, text, errors }: RefusedPageProps) {
  const { language } = view
  const t = messages(language)
  const { source, reason, detail, line, cameAt, format, id } = refused
  const base = `/${language}/staff/sensors/refused`
  const title = t('one.title')
  const cells = cellsOf(refused, text)
  const error = errorOf(errors, 'text')
  return (
    <Page view={view} title={title} errors={errors} above={<BackLink href={`${base}?like=${id}`} />}>
      <h1 class="govuk-heading-l">{title}</h1>
      <SummaryList
        rows={[
          { key: t('refused.why'), value: refusalWords(reason, language) },
          ...(detail === '' ? [] : [{ key: t('refused.example'), value: <code class="sp-own-words">{detail}</code> }]),
          { key: t('refused.where'), value: sourceWords(source, format, language) },
          ...(line === null ? [] : [{ key: t('group.line'), value: String(line) }]),
          { key: t('group.came'), value: dateAndTime(cameAt, language) },
        ]}
      />
      {allows(view.visitor, 'sensors.administer') ? (
        <>
          <Form view={view} action={`${base}/${id}`}>
            <h2 class="govuk-heading-m">{t('one.mend')}</h2>
            {cells !== undefined && cells.length <= MOST_CELLS ? (
              cells.map(({ name, value }, place) => (
                <Input
                  id={place === 0 ? 'text' : `cell-${place}`}
                  name="cell"
                  label={name}
                  value={value}
                  {...(place === 0 && { error })}
                />
              ))
            ) : (
              <Textarea name="text" label={t('one.text')} rows={8} value={text} error={error} spellcheck={false} />
            )}
            <Button name="answer" value="again">
              {t('one.again')}
            </Button>
          </Form>
          <Form view={view} action={`${base}/${id}`}>
            <Checkboxes
              name="sure"
              legend={{ text: t('one.drop'), size: 'm' }}
              hint={t('one.dropHint')}
              error={errorOf(errors, 'sure')}
              choices={[{ value: 'yes', text: t('one.sure') }]}
            />
            <Button kind="secondary" name="answer" value="drop">
              {t('one.dropSend')}
            </Button>
          </Form>
        </>
      ) : (
        <pre>
          <code class="sp-own-words">{text}</code>
        </pre>
      )}
    </Page>
  )
}
