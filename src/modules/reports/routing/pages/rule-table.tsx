import type { JSX } from 'preact'
import { longDate, shortDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { bodyName } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import { Table } from '#web/components/table/table.tsx'
import type { View } from '#web/view.ts'
import { messages as assets } from '../../assets/messages.ts'
import { messages as reports } from '../../messages.ts'
import { messages } from '../messages.ts'
import { ANY_ASSET, NO_ASSET, OWNER_OF_ASSET, type Rule } from '../rule.ts'
import { whereText, type RegionWords } from '../wheres.ts'

interface RuleTableProps {
  readonly view: View
  readonly caption: string
  readonly rules: readonly Rule[]
  readonly words: RegionWords
  /** The address of the page where a rule is changed and taken away, when it may be. */
  readonly changeAt?: string
}

/** Rules, a row each. */
export function RuleTable({ view, caption, rules, words, changeAt }: RuleTableProps): JSX.Element {
  const t = messages(view.language)
  if (rules.length === 0) return <p class="govuk-body">{t('none')}</p>
  return (
    <Table
      caption={caption}
      captionClasses="govuk-visually-hidden"
      stack
      head={[
        t('rule.category'),
        t('rule.road'),
        t('rule.where'),
        t('rule.when'),
        t('rule.to'),
        ...(changeAt === undefined ? [] : [t('rule.change')]),
      ]}
      rows={rules.map((rule) => {
        const { category, road, where, when, to } = ruleWords(rule, words, view.language)
        return [
          category,
          road,
          where,
          when,
          to,
          ...(changeAt === undefined
            ? []
            : [
                <Form view={view} action={`${changeAt}/remove`}>
                  <p class="govuk-body">
                    <a class="govuk-link" href={`${changeAt}?rule=${rule.id}#rule`}>
                      {t('rule.change')} <span class="govuk-visually-hidden">{t('rule.removeThis', { category })}</span>
                    </a>
                  </p>
                  <Button kind="secondary" name="rule" value={rule.id}>
                    {t('rule.remove')} <span class="govuk-visually-hidden">{t('rule.removeThis', { category })}</span>
                  </Button>
                </Form>,
              ]),
        ]
      })}
    />
  )
}

/** What a rule says, in words. */
export function ruleWords(rule: Rule, words: RegionWords, language: Language) {
  const t = messages(language)
  const places = [
    ...(rule.municipalities === null ? [] : [whereText(rule.municipalities, words, language)]),
    ...(rule.postalCodes === null ? [] : [rule.postalCodes.join(', ')]),
    ...(rule.streets === null ? [] : [rule.streets.map(({ name }) => name).join(', ')]),
  ]
  return {
    category: [reports(language)(`category.${rule.category}`), assetText(rule.asset, words, language)]
      .filter(Boolean)
      .join(', '),
    road: rule.road === null ? t('rule.anyRoad') : t(`rule.road.${rule.road}`),
    where: places.join(', ') || t('rule.everywhere'),
    when: whenText(rule, language),
    to:
      rule.to === OWNER_OF_ASSET
        ? assets(language)('rule.owner')
        : (nameOf(rule.to, words, language) ?? t('rule.municipality')),
  }
}

function assetText(asset: Rule['asset'], words: RegionWords, language: Language): string {
  const t = assets(language)
  if (asset === null) return ''
  if (asset === NO_ASSET) return t('rule.noAsset')
  return asset === ANY_ASSET
    ? t('rule.anyAsset')
    : t('rule.ownedBy', { owner: nameOf(asset, words, language) ?? asset })
}

/** The name of a body; its id when it is gone. */
export function nameOf(id: string | null, { bodies }: RegionWords, language: Language): string | undefined {
  if (id === null) return undefined
  const body = bodies.find((one) => one.id === id)
  return body === undefined ? id : bodyName(body, language)
}

function whenText({ from, until }: Rule, language: Language): string {
  const t = messages(language)
  const last = until?.subtract({ days: 1 })
  if (from !== null && last !== undefined)
    return t('rule.period', { from: shortDate(from, language), until: longDate(last, language) })
  if (from !== null) return t('rule.since', { from: longDate(from, language) })
  return last === undefined ? t('rule.always') : t('rule.before', { until: longDate(last, language) })
}
