import type { Language } from '#core/i18n/language.ts'
import { Table } from '#web/components/table/table.tsx'
import { QUESTIONS, type Objection } from '../../comparison/index.ts'
import { HOW_PATH } from '../how-path.ts'
import { messages } from '../messages.ts'
import type { KeptScore } from '../score-store.ts'

/** Where an objection is explained. */
const ANCHORS: Readonly<Record<Objection, string>> = {
  unfit: 'calibration',
  indoors: 'siting',
  'height-unknown': 'height',
  'siting-unknown': 'siting',
  'uncertainty-unknown': 'uncertainty',
  'uncertainty-too-large': 'uncertainty',
  'coverage-unknown': 'coverage',
  'coverage-low': 'coverage',
  'score-unknown': 'score',
  'score-low': 'score',
}

/** For which questions a datastream may be used, and why not for the others. */
export function UsesTable({ objections, language }: Pick<KeptScore, 'objections'> & { readonly language: Language }) {
  const t = messages(language)
  return (
    <Table
      caption={t('use.title')}
      captionSize="m"
      stack
      head={[t('use.question'), t('use.answer'), t('use.why')]}
      rows={QUESTIONS.map((question) => [
        t(`question.${question}`),
        t(objections[question].length === 0 ? 'use.yes' : 'use.no'),
        <Objections objections={objections[question]} language={language} />,
      ])}
    />
  )
}

/** Why not, each with where it is explained. */
export function Objections({
  objections,
  language,
}: {
  readonly objections: readonly Objection[]
  readonly language: Language
}) {
  const t = messages(language)
  return (
    <>
      {objections.map((objection, place) => (
        <>
          {place > 0 && <br />}
          <a class="govuk-link" href={`/${language}${HOW_PATH}#${ANCHORS[objection]}`}>
            {t(`objection.${objection}`)}
          </a>
        </>
      ))}
    </>
  )
}
