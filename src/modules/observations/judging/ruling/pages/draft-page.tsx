import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Table } from '#web/components/table/table.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { propertyWords, type Called } from '../../../called.ts'
import { messages as testWords } from '../../messages.ts'
import type { RuleSet } from '../../rules.ts'
import { limitWords, type Level } from '../../test-words.ts'
import type { Draft } from '../draft-store.ts'
import { messages } from '../messages.ts'
import { RULES_PATH } from '../office.ts'
import { EffectBlock } from './effect-block.tsx'
import { ALL_TESTS } from '../read-rules.ts'

interface DraftPageProps {
  readonly view: View
  readonly inForce: RuleSet
  readonly draft: Draft
  /** What datastreams are called, of those that can be seen. */
  readonly called: ReadonlyMap<number, Called>
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** What is being prepared of a property: what would be other than now, what that would have done, and where it is put in force. */
export function DraftPage(props: DraftPageProps) {
  const { view, inForce, draft, called, typed, errors } = props
  const { language } = view
  const t = messages(language)
  const { property } = inForce
  const title = t('draft.title', { property: propertyWords({ property, propertyName: property }, language) })
  const base = `/${language}${RULES_PATH}/${property}`
  return (
    <Page
      view={view}
      title={title}
      form="publish"
      errors={errors}
      wide
      above={<BackLink href={`/${language}${RULES_PATH}`} text={t('form.back')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('draft.intro')}</p>
      <Differences {...props} />
      <p class="govuk-body">
        <a class="govuk-link" href={base}>
          {t('draft.change')}
        </a>
      </p>
      <EffectBlock language={language} draft={draft} called={called} again={`${base}/draft`} />
      <h2 class="govuk-heading-m">{t('publish.title')}</h2>
      <p class="govuk-body">{t('publish.intro')}</p>
      <Form view={view} id="publish" action={`${base}/publish`}>
        <input type="hidden" name="edition" value={draft.edition} />
        <Textarea
          name="reason"
          label={t('publish.reason')}
          hint={t('publish.hint')}
          rows={3}
          value={textOf(typed, 'reason') ?? ''}
          error={errorOf(errors, 'reason')}
        />
        <Button>{t('publish.do')}</Button>
      </Form>
      <Form view={view} id="discard" action={`${base}/discard`}>
        <Button kind="secondary">{t('draft.discard')}</Button>
      </Form>
    </Page>
  )
}

function Differences({ view: { language }, inForce, draft }: DraftPageProps) {
  const t = messages(language)
  const words = (set: Pick<RuleSet, 'unit' | 'rules'>, test: string, level: Level) => {
    const rule = set.rules.find((one) => one.test === test)
    if (rule === undefined) return t('draft.notAsked')
    return limitWords(rule, level, { unit: set.unit, language }) ?? t('draft.never')
  }
  const isAsked = (test: string) => [inForce, draft].some(({ rules }) => rules.some((rule) => rule.test === test))
  const levels = ['suspect', 'fail'] as const
  const rows = ALL_TESTS.filter(isAsked).flatMap((test) =>
    levels.flatMap((level) => {
      const [now, then] = [words(inForce, test, level), words(draft, test, level)]
      return now === then
        ? []
        : [
            [
              testWords(language)(`test.${test}`),
              testWords(language)(level === 'fail' ? 'flag.4' : 'flag.3'),
              now,
              then,
            ],
          ]
    }),
  )
  if (rows.length === 0) return <p class="govuk-body">{t('draft.same')}</p>
  return (
    <Table
      caption={t('draft.caption')}
      captionSize="s"
      stack
      head={[t('draft.test'), t('draft.level'), t('draft.now'), t('draft.then')]}
      rows={rows}
    />
  )
}
