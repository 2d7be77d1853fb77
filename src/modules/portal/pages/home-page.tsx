import { Button } from '#web/components/button/button.tsx'
import { Card, Cards } from '#web/components/card/card.tsx'
import { Hero } from '#web/components/hero/hero.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'

/** The front door of the square. */
export function HomePage({ view }: { view: View }) {
  const t = messages(view.language)
  const at = `/${view.language}`
  return (
    <Page view={view} title={t('title')} description={t('lead')} wide>
      <Hero title={t('title')} lead={t('lead')}>
        <Button href={`${at}/reports/new`} isStart>
          {t('report')}
        </Button>
      </Hero>
      <Cards>
        <Card href={`${at}/reports/new`} title={t('report')}>
          <p>{t('reportText')}</p>
        </Card>
        <Card href={`${at}/reports`} title={t('reports')}>
          <p>{t('reportsText')}</p>
        </Card>
        <Card href={`${at}/region`} title={t('region')}>
          <p>{t('regionText')}</p>
        </Card>
        <Card href={`${at}/api`} title={t('data')}>
          <p>{t('dataText')}</p>
        </Card>
      </Cards>
    </Page>
  )
}
