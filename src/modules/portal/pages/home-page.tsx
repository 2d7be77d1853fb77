import type { JSX } from 'preact'
import { municipalityName, type Municipality } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { Card, Cards } from '#web/components/card/card.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Hero } from '#web/components/hero/hero.tsx'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import type { Task } from '#web/gathering.ts'
import type { Linked } from '#web/linked-data.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { Choices } from '../choices.tsx'
import { messages } from '../messages.ts'

interface HomePageProps {
  readonly view: View
  /** By rank. */
  readonly tasks: readonly Task[]
  /** The municipality that stands in the address. */
  readonly at: Municipality | undefined
  /** What was typed as a municipality and not understood, with what it may be. */
  readonly unsure: { readonly text: string; readonly choices: readonly Municipality[] } | undefined
}

/** The front door: what do you want to do? For the whole region, or for the municipality in the address. */
export function HomePage({ view, tasks, at, unsure }: HomePageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const base = `/${language}`
  const title = at === undefined ? t('title') : t('titleIn', { municipality: municipalityName(at, language) })
  const [first] = tasks
  return (
    <Page
      view={view}
      title={title}
      description={t('lead')}
      wide
      linked={{ isHome: true, ...(at && aboutPlace(view, at)) }}
      head={<script type="module" src={view.assets['suggest.js']} />}
    >
      <Hero title={title} lead={t('lead')}>
        {first !== undefined && (
          <Button href={`${base}${first.path(at)}`} isStart>
            {first.label(language)}
          </Button>
        )}
      </Hero>
      {unsure !== undefined && <Unsure view={view} {...unsure} />}
      <div class="sp-two-forms">
        <SearchForm label={t('search.title')} action={`${base}/search`} classes="sp-filter">
          {at !== undefined && <input type="hidden" name="in" value={at.nis} />}
          <Input name="q" label={t('search.label')} type="search" />
          <Button kind="secondary">{t('search.button')}</Button>
        </SearchForm>
        <SearchForm label={t('where.form')} action={`${base}/in`} classes="sp-filter">
          <Input
            name="where"
            label={t(at === undefined ? 'where.label' : 'where.change')}
            value={unsure?.text ?? ''}
            attributes={{ 'data-suggest': '/api/places' }}
          />
          <Button kind="secondary">{t('where.button')}</Button>
        </SearchForm>
      </div>
      <Cards>
        {tasks.map(({ path, label, text }) => (
          <Card href={`${base}${path(at)}`} title={label(language)}>
            <p>{text(language)}</p>
          </Card>
        ))}
      </Cards>
    </Page>
  )
}

function Unsure({ view, text, choices }: { view: View; text: string; choices: readonly Municipality[] }): JSX.Element {
  const { language } = view
  const t = messages(language)
  if (choices.length === 0) return <InsetText>{t('where.none', { text })}</InsetText>
  return (
    <InsetText>
      {t('where.which')} <Choices view={view} choices={choices} path={(one) => `/in/${one.nis}`} />
    </InsetText>
  )
}

/** The municipality behind its own front door, and the search that looks there only. */
function aboutPlace(view: View, at: Municipality): Pick<Linked, 'main' | 'searchAddress'> {
  const main = {
    '@type': 'AdministrativeArea',
    name: municipalityName(at, view.language),
    identifier: { '@type': 'PropertyValue', propertyID: 'NIS', value: at.nis },
    url: `${view.baseUrl}/${view.language}/region/${at.nis}`,
  }
  return { main, searchAddress: view.searchAddress && `${view.searchAddress}&in=${at.nis}` }
}
