import type { JSX } from 'preact'
import { municipalityName, type Municipality } from '#modules/region/public.ts'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Input } from '#web/components/input/input.tsx'
import { InsetText } from '#web/components/inset-text/inset-text.tsx'
import type { Shown } from '#web/gathering.ts'
import { FeedLink } from '#web/feed-link.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { Choices } from '../choices.tsx'
import { messages } from '../messages.ts'

/** What a capability knows of the street. */
export interface Block extends Shown {
  readonly id: string
  readonly title: string
}

interface StreetPageProps {
  readonly view: View
  readonly where: string
  readonly street: string
  /** The name of the place, when it was understood. */
  readonly name: string | undefined
  /** Said when it was not understood. */
  readonly complaint: string | undefined
  /** Municipalities that may be meant. */
  readonly choices: readonly Municipality[]
  readonly blocks: readonly Block[]
}

/** A place in an address, without what was not given. */
export function streetQuery({ where, street }: { readonly where: string; readonly street: string }): URLSearchParams {
  return new URLSearchParams(street === '' ? { where } : { where, street })
}

/** Everything that the square knows of a street, a postal code or a municipality. */
export function StreetPage({ view, where, street, name, complaint, choices, blocks }: StreetPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const title = name ?? t('street.task')
  return (
    <Page
      view={view}
      title={title}
      description={t('street.taskText')}
      head={
        <>
          {name !== undefined && (
            <FeedLink title={name} href={`/${language}/my-street.atom?${streetQuery({ where, street })}`} />
          )}
          <script type="module" src={view.assets['suggest.js']} />
        </>
      }
    >
      <h1 class="govuk-heading-l">{title}</h1>
      {complaint !== undefined && (
        <InsetText>
          {complaint}{' '}
          <Choices
            view={view}
            choices={choices}
            path={(one) => {
              const where = municipalityName(one, language)
              return `/my-street?${streetQuery({ where, street })}`
            }}
          />
        </InsetText>
      )}
      {name !== undefined && blocks.length === 0 && <p class="govuk-body">{t('street.nothing')}</p>}
      {blocks.map(({ id, title: heading, content }) => (
        <section aria-labelledby={`block-${id}`}>
          <h2 class="govuk-heading-m" id={`block-${id}`}>
            {heading}
          </h2>
          {content}
        </section>
      ))}
      <div class={name === undefined ? undefined : 'sp-not-on-paper'}>
        {name !== undefined && <h2 class="govuk-heading-m">{t('street.other')}</h2>}
        <p class="govuk-body">{t('street.intro')}</p>
        <SearchForm label={t('street.task')} action={`/${language}/my-street`} classes="sp-filter">
          <Input
            name="where"
            label={t('street.postalCode')}
            value={where}
            autocomplete="postal-code"
            attributes={{ 'data-suggest': '/api/places' }}
          />
          <Input
            name="street"
            label={t('street.street')}
            value={street}
            autocomplete="address-line1"
            attributes={{ 'data-suggest': '/api/streets' }}
          />
          <Button kind="secondary">{t('street.show')}</Button>
        </SearchForm>
      </div>
    </Page>
  )
}
