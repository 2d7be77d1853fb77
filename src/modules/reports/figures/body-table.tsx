import { Table } from '#web/components/table/table.tsx'
import type { FiguresPageProps } from './figures-page.tsx'
import { messages } from './messages.ts'

/** How fast each body answers, and how much it still has to do: the slow half is not left out. */
export function BodyTable({ view, figures, bodyNames, chosen, channel }: FiguresPageProps) {
  const t = messages(view.language)
  const name = (body: string) => bodyNames.get(body) ?? body
  const days = (count: number | null) => (count === null ? t('bodies.waiting') : t('days', { days: count }))
  const count = (value: number | null) => (value === null ? t('hidden') : String(value))
  const query = new URLSearchParams({
    figure: 'bodies',
    ...(chosen && { municipality: chosen.nis }),
    ...(channel && { channel }),
  })
  const bodies = figures.bodies.toSorted((a, b) => name(a.body).localeCompare(name(b.body), view.language))
  return (
    <section id="bodies">
      <h2 class="govuk-heading-m">{t('bodies')}</h2>
      <p class="govuk-body sp-column">{t('bodies.note')}</p>
      {bodies.length === 0 ? (
        <p class="govuk-body">{t('tooFew')}</p>
      ) : (
        <Table
          caption={t('bodies')}
          captionClasses="govuk-visually-hidden"
          stack
          head={[t('bodies.body'), t('received'), t('bodies.half'), t('bodies.nine'), t('outcome.open')]}
          rows={bodies.map((one) => [
            name(one.body),
            count(one.count),
            days(one.medianDays),
            days(one.ninetyPercentDays),
            count(one.open),
          ])}
        />
      )}
      <p class="govuk-body sp-not-on-paper">
        <a class="govuk-link" href={`/api/reports/figures.csv?${query.toString()}`}>
          CSV
        </a>
      </p>
    </section>
  )
}
