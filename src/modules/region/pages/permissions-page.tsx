import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Table } from '#web/components/table/table.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages/messages.ts'
import { ACTORS, PERMISSIONS, type Actor, type Permission } from '../permissions.ts'

/** Who may do what: the table of permissions, as it is in force, in words. */
export function PermissionsPage({ view }: { view: View }) {
  const t = messages(view.language)
  const region = { text: t('menu'), href: `/${view.language}/region` }
  const rows = Object.entries<readonly Actor[]>(PERMISSIONS) as [Permission, readonly Actor[]][]
  return (
    <Page
      view={view}
      title={t('permissions.title')}
      wide
      above={<Breadcrumbs crumbs={[region, { text: t('permissions.title') }]} />}
    >
      <h1 class="govuk-heading-l">{t('permissions.title')}</h1>
      <p class="govuk-body">{t('permissions.intro')}</p>
      <Table
        caption={t('permissions.title')}
        captionClasses="govuk-visually-hidden"
        stack
        head={[t('permissions.what'), t('permissions.who')]}
        rows={rows.map(([permission, actors]) => [
          t(`permission.${permission}`),
          ACTORS.filter((actor) => actors.includes(actor))
            .map((actor) => t(`role.${actor}`))
            .join(', '),
        ])}
      />
    </Page>
  )
}
