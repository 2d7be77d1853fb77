import type { JSX } from 'preact'
import { bodyName, REGION_OFFICE, type Body } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { errorOf, textOf } from '#web/components/form/typed.ts'
import { Input } from '#web/components/input/input.tsx'
import { Select } from '#web/components/select/select.tsx'
import { Textarea } from '#web/components/textarea/textarea.tsx'
import type { FieldError, Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { CATEGORIES } from '../../category.ts'
import { messages as assets } from '../../assets/messages.ts'
import { messages as reports } from '../../messages.ts'
import { ROAD_CLASSES } from '../asset.ts'
import { messages } from '../messages.ts'
import { ANY_ASSET, NO_ASSET, OWNER_OF_ASSET, type Rule } from '../rule.ts'
import { AS_IT_WAS, OF_PLACE, typedOf } from '../rule-form.ts'
import { answersForReports, whereText, type RegionWords } from '../wheres.ts'

interface RuleFormProps {
  readonly view: View
  readonly body: Body
  readonly words: RegionWords
  /** Rules of the draft: one of them may be the one that is changed. */
  readonly rules: readonly Rule[]
  /** The address of the page. */
  readonly at: string
  readonly typed: Typed
  readonly errors: readonly FieldError[]
}

/** A new rule for the draft, or one that is changed. */
export function RuleForm({ view, body, words, rules, at, typed, errors }: RuleFormProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const r = reports(language)
  const a = assets(language)
  const changed = textOf(typed, 'rule') ?? ''
  const old = rules.find(({ id }) => id === changed)
  const isUnnamed = old !== undefined && typedOf(old, words.wheres)['where'] === AS_IT_WAS
  const bodies = words.bodies
    // Only the office of the region speaks for several municipalities.
    .filter((one) => body.id === REGION_OFFICE || one.kind !== 'municipality')
    .filter((one) => answersForReports(one) && one.id !== body.id)
    .toSorted((a, b) => bodyName(a, language).localeCompare(bodyName(b, language), language))
  return (
    <>
      <h3 class="govuk-heading-s" id="rule">
        {t(changed === '' ? 'rule.add' : 'rule.changeTitle')}
      </h3>
      <Form view={view} action={`${at}/rules`}>
        <input type="hidden" name="rule" value={changed} />
        <Select
          name="category"
          label={t('rule.category')}
          value={textOf(typed, 'category') ?? ''}
          error={errorOf(errors, 'category')}
          options={[
            { value: '', text: t('rule.categoryWrong') },
            ...CATEGORIES.map((category) => ({ value: category, text: r(`category.${category}`) })),
          ]}
        />
        <Select
          name="road"
          label={t('rule.road')}
          value={textOf(typed, 'road') ?? ''}
          options={[
            { value: '', text: t('rule.anyRoad') },
            ...ROAD_CLASSES.map((road) => ({ value: road, text: t(`rule.road.${road}`) })),
          ]}
        />
        <Select
          name="asset"
          label={a('rule.asset')}
          value={textOf(typed, 'asset') ?? ''}
          error={errorOf(errors, 'asset')}
          options={[
            { value: '', text: a('rule.whatever') },
            { value: ANY_ASSET, text: a('rule.anyAsset') },
            { value: NO_ASSET, text: a('rule.noAsset') },
            ...bodies.map((one) => ({ value: one.id, text: a('rule.ownedBy', { owner: bodyName(one, language) }) })),
          ]}
        />
        {body.id === REGION_OFFICE && (
          <Select
            name="where"
            label={t('rule.where')}
            value={textOf(typed, 'where') ?? 'all'}
            error={errorOf(errors, 'where')}
            options={[
              ...(isUnnamed ? [{ value: AS_IT_WAS, text: whereText(old.municipalities, words, language) }] : []),
              ...words.wheres.map(({ value, text }) => ({ value, text })),
            ]}
          />
        )}
        <Input
          name="postalCodes"
          label={t('rule.postalCodes')}
          hint={t('rule.postalCodesHint')}
          value={textOf(typed, 'postalCodes') ?? ''}
          error={errorOf(errors, 'postalCodes')}
        />
        <Textarea
          name="streets"
          label={a('rule.streets')}
          hint={a('rule.streetsHint')}
          rows={3}
          value={textOf(typed, 'streets') ?? ''}
          error={errorOf(errors, 'streets')}
        />
        <Input
          name="street"
          label={a('rule.street')}
          hint={a('rule.streetHint')}
          value={textOf(typed, 'street') ?? ''}
          attributes={{ 'data-suggest': '/api/streets', 'data-suggest-with': 'postalCodes' }}
        />
        <Input
          name="from"
          type="date"
          width={10}
          label={t('rule.from')}
          hint={t('rule.dateHint')}
          value={textOf(typed, 'from') ?? ''}
          error={errorOf(errors, 'from')}
        />
        <Input
          name="last"
          type="date"
          width={10}
          label={t('rule.until')}
          hint={t('rule.dateHint')}
          value={textOf(typed, 'last') ?? ''}
          error={errorOf(errors, 'last')}
        />
        <Select
          name="to"
          label={t('rule.to')}
          value={textOf(typed, 'to') ?? ''}
          error={errorOf(errors, 'to')}
          options={[
            { value: '', text: t('rule.toWrong') },
            { value: OF_PLACE, text: t('rule.municipality') },
            { value: OWNER_OF_ASSET, text: a('rule.owner') },
            ...bodies.map((one) => ({ value: one.id, text: bodyName(one, language) })),
          ]}
        />
        {changed === '' ? (
          <Button kind="secondary">{t('rule.addButton')}</Button>
        ) : (
          <div class="govuk-button-group">
            <Button>{t('rule.saveButton')}</Button>
            <a class="govuk-link" href={at}>
              {t('rule.cancel')}
            </a>
          </div>
        )}
      </Form>
    </>
  )
}
