import type { Language } from '#core/i18n/language.ts'
import { Table } from '#web/components/table/table.tsx'
import { titleOf } from '../../called.ts'
import type { Described, Verdict } from '../../comparison/index.ts'
import { HOW_PATH } from '../how-path.ts'
import { messages } from '../messages.ts'
import type { Choosable } from './compare-store.ts'

interface TableProps {
  readonly verdict: Verdict
  readonly chosen: readonly Choosable[]
  readonly language: Language
}

/** Why datastreams may be compared or not, each with where it is explained. */
export function ReasonsTable({ verdict, chosen, language }: TableProps) {
  const t = messages(language)
  if (verdict.reasons.length === 0) return null
  const names = new Map(chosen.map(({ id, called }) => [String(id), titleOf(called, language)]))
  return (
    <Table
      caption={t('compare.reasons')}
      captionSize="m"
      stack
      head={[t('compare.reasons'), t('compare.effect'), t('compare.about')]}
      rows={verdict.reasons.map(({ code, effect, about, anchor }) => [
        <a class="govuk-link" href={`/${language}${HOW_PATH}#${anchor}`}>
          {t(`reason.${code}`)}
        </a>,
        t(`effect.${effect}`),
        about.map((id) => names.get(id) ?? id).join('; '),
      ])}
    />
  )
}

/** How precise each is: one scale for official and citizen stations, with the class visible. */
export function ClassesTable({
  verdict,
  chosen,
  described,
  language,
}: TableProps & { readonly described: readonly Described[] }) {
  const t = messages(language)
  const holders = new Map(described.map(({ id, holder }) => [id, holder]))
  return (
    <Table
      caption={t('compare.classes')}
      captionSize="m"
      stack
      head={[t('network.stream'), t('compare.class'), t('compare.holder')]}
      rows={chosen.map(({ id, called }) => [
        <a class="govuk-link" href={`/${language}/sensors/datastreams/${id}/report`}>
          {titleOf(called, language)}
        </a>,
        verdict.classes[String(id)] === undefined ? t('compare.classUnknown') : String(verdict.classes[String(id)]),
        t(`holder.${holders.get(String(id)) ?? 'official'}`),
      ])}
    />
  )
}
