import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Checkboxes } from '#web/components/checkboxes/checkboxes.tsx'
import { Details } from '#web/components/details/details.tsx'
import { Fieldset } from '#web/components/fieldset/fieldset.tsx'
import { Form } from '#web/components/form/form.tsx'
import { choicesOf, textOf } from '#web/components/form/typed.ts'
import { Page } from '#web/page.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { propertyWords } from '../../../called.ts'
import { messages as testWords } from '../../messages.ts'
import type { RuleSet, TestName } from '../../rules.ts'
import { messages } from '../messages.ts'
import { RULES_PATH } from '../office.ts'
import { FIELDS } from '../fields.ts'
import { ALL_TESTS } from '../read-rules.ts'
import { LimitField } from './limit-field.tsx'
import { versionWords } from './rules-list-page.tsx'

interface RulesFormPageProps {
  readonly view: View
  readonly inForce: RuleSet
  /** All that there were, the newest first. */
  readonly versions: readonly RuleSet[]
  /** Words of the vocabulary that are measured. */
  readonly measured: readonly string[]
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** Where the office of the region says what values of a property are asked, and by which limits. */
export function RulesFormPage(props: RulesFormPageProps) {
  const { view, inForce, versions, typed, errors } = props
  const { language } = view
  const t = messages(language)
  const { property } = inForce
  const name = propertyWords({ property, propertyName: property }, language)
  const title = t('form.title', { property: name })
  const asked = choicesOf(typed, 'tests')
  const shown = ALL_TESTS.filter((test) => asked.includes(test))
  const others = ALL_TESTS.filter((test) => !asked.includes(test))
  const base = `/${language}${RULES_PATH}/${property}`
  return (
    <Page
      view={view}
      title={title}
      form="rules"
      errors={errors}
      above={<BackLink href={`/${language}${RULES_PATH}`} text={t('form.back')} />}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <p class="govuk-body">{t('form.now', { version: versionWords(inForce, language) })}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={`${base}/history`}>
          {t('form.history')}
        </a>
      </p>
      <p class="govuk-body">{t('form.intro')}</p>
      <Form view={view} id="rules" action={base}>
        <input type="hidden" name="version" value={textOf(typed, 'version') ?? ''} />
        <div id="tests">
          {shown.map((test) => (
            <TestFields {...props} test={test} isAsked />
          ))}
        </div>
        <Details summary={t('form.others')} open={shown.length === 0 || errors.length > 0}>
          {others.map((test) => (
            <TestFields {...props} test={test} isAsked={false} />
          ))}
        </Details>
        <Button>{t('form.save')}</Button>
      </Form>
      {versions.length > 1 && (
        <>
          <h2 class="govuk-heading-m">{t('form.versions')}</h2>
          <p class="govuk-body">{t('form.backTo')}</p>
          <ul class="govuk-list govuk-list--bullet">
            {versions.slice(0, 50).map((one) => (
              <li>
                <a class="govuk-link" href={`${base}?version=${one.version}`}>
                  {versionWords(one, language)}
                </a>
                {one.reason !== '' && <> – {one.reason}</>}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

function TestFields({
  view,
  inForce,
  measured,
  typed,
  errors,
  test,
  isAsked,
}: RulesFormPageProps & { readonly test: TestName; readonly isAsked: boolean }) {
  const { language } = view
  const t = messages(language)
  const question = testWords(language)(`test.${test}`)
  return (
    <Fieldset legend={{ text: question, size: 'm' }}>
      <p class="govuk-body">{t(`about.${test}`)}</p>
      <Checkboxes
        name="tests"
        idPrefix={`tests-${test}`}
        legend={null}
        small
        choices={[{ value: test, text: t('form.ask'), checked: isAsked }]}
      />
      {FIELDS[test].map((field) => (
        <LimitField
          field={field}
          test={test}
          unit={inForce.unit}
          property={inForce.property}
          measured={measured}
          language={language}
          typed={typed}
          errors={errors}
        />
      ))}
    </Fieldset>
  )
}
