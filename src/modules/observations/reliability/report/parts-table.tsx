import { numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Table } from '#web/components/table/table.tsx'
import { expectationOf, PARTS, WEIGHTS, type PartName } from '../../comparison/index.ts'
import { numberWords } from '../../pages/value-words.ts'
import { messages } from '../messages.ts'
import type { KeptScore } from '../score-store.ts'

interface PartsTableProps {
  readonly score: KeptScore
  /** Word of the vocabulary. */
  readonly property: string | null
  readonly language: Language
}

/** What a score is made of: what was seen, what it comes to, how much it counts. */
export function PartsTable(props: PartsTableProps) {
  const { score, language } = props
  const t = messages(language)
  return (
    <>
      <Table
        caption={t('report.parts')}
        captionSize="m"
        stack
        head={[
          t('report.part'),
          t('report.found'),
          { text: t('report.points'), format: 'numeric' },
          { text: t('report.weight'), format: 'numeric' },
        ]}
        rows={PARTS.map((name) => {
          const points = score.points[name]
          return [
            t(`part.${name}`),
            points === null ? t(`unknown.${name}`) : foundWords(name, props),
            { text: points === null ? '–' : String(Math.round(points)), format: 'numeric' as const },
            { text: String(WEIGHTS[name]), format: 'numeric' as const },
          ]
        })}
      />
      <p class="govuk-body">{t('report.worst')}</p>
    </>
  )
}

/** What was seen of a part that is known. */
function foundWords(name: PartName, { score, property, language }: PartsTableProps): string {
  const t = messages(language)
  const percent = (share: number | null) =>
    numberText(share ?? 0, language, { style: 'percent', maximumFractionDigits: 1 })
  const size = (share: number | null) => {
    const expected = expectationOf(property ?? '')
    return numberWords((share ?? 0) * (expected?.level ?? 1), { ucum: expected?.unit ?? null, symbol: null }, language)
  }
  switch (name) {
    case 'availability':
      return t('found.availability', { share: percent(score.coverage) })
    case 'flags':
      return t('found.flags', { failed: percent(score.failed), suspect: percent(score.suspect) })
    case 'agreement':
      return t('found.agreement', { share: percent(score.agreement) })
    case 'drift':
      return t('found.drift', { size: size(score.drift) })
    default:
      return t('found.uncertainty', { size: size(score.uncertainty) })
  }
}
