import { dateAndTime } from '#core/i18n/format.ts'
import { BackLink } from '#web/components/back-link/back-link.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { propertyWords } from '../../../called.ts'
import { messages } from '../messages.ts'
import type { Occasion } from '../occasion.ts'

interface OccasionsPageProps {
  readonly view: View
  /** The newest first. */
  readonly occasions: readonly Occasion[]
  /** Names of municipalities by their NIS codes. */
  readonly places: ReadonlyMap<string, string>
  /** Names of bodies by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** What staff noted of what happened, to change it or to note more. */
export function OccasionsPage({ view, occasions, places, names }: OccasionsPageProps) {
  const { language } = view
  const t = messages(language)
  const path = `/${language}/staff/occasions`
  return (
    <Page view={view} title={t('title')} wide above={<BackLink href={`/${language}/staff/sensors`} text={t('back')} />}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body">{t('intro')}</p>
      <Button href={`${path}/new`}>{t('add')}</Button>
      {occasions.length === 0 ? (
        <p class="govuk-body">{t('none')}</p>
      ) : (
        <Table
          caption={t('caption')}
          captionSize="s"
          stack
          head={[t('what'), t('from'), t('until'), t('where'), t('properties'), t('who')]}
          rows={occasions.map((one) => [
            <a class="govuk-link" href={`${path}/${one.id}`} lang={one.language}>
              {one.words}
            </a>,
            dateAndTime(one.from, language),
            dateAndTime(one.until, language),
            one.municipalities.length === 0
              ? t('region')
              : one.municipalities.map((nis) => places.get(nis) ?? nis).join(', '),
            one.properties.map((property) => propertyWords({ property, propertyName: property }, language)).join(', '),
            names.get(one.body) ?? one.body,
          ])}
        />
      )}
    </Page>
  )
}
