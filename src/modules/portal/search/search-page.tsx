import type { JSX } from 'preact'
import { shortDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { readQuestion, type Question } from '#core/search/question.ts'
import { Button } from '#web/components/button/button.tsx'
import { SearchForm } from '#web/components/form/form.tsx'
import { Input } from '#web/components/input/input.tsx'
import { Pagination, pagination } from '#web/components/pagination/pagination.tsx'
import { Select } from '#web/components/select/select.tsx'
import { FeedLink } from '#web/feed-link.tsx'
import { Page } from '#web/page.tsx'
import type { View } from '#web/view.ts'
import { messages } from '../messages.ts'
import { Highlight } from './highlight.tsx'
import { PAGE_SIZE, SINCE_CHOICES, type Group, type SearchInput } from './search.ts'

interface SearchPageProps {
  readonly view: View
  readonly input: SearchInput
  readonly groups: readonly Group[]
  readonly municipalities: readonly { readonly value: string; readonly text: string }[]
}

/** What was found, in groups. */
export function SearchPage({ view, input, groups, municipalities }: SearchPageProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const question = readQuestion(input.q)
  const isAsked = question.words.length > 0
  const total = groups.reduce((sum, group) => sum + group.total, 0)
  const title = isAsked ? t('search.titleFor', { text: question.text }) : t('search.title')
  return (
    <Page
      view={view}
      title={title}
      description={t('search.about')}
      linked={{ kind: 'SearchResultsPage' }}
      head={isAsked ? <FeedLink title={title} href={addressOf(language, input, '/search.atom')} /> : undefined}
    >
      <h1 class="govuk-heading-l">{title}</h1>
      <SearchForm label={t('search.title')} action={`/${language}/search`} classes="sp-filter">
        <Input name="q" label={t('search.label')} value={question.text} type="search" />
        <Select
          name="in"
          label={t('search.in')}
          value={input.in}
          options={[{ value: '', text: t('search.everywhere') }, ...municipalities]}
        />
        <Select
          name="since"
          label={t('search.since')}
          value={input.since}
          options={SINCE_CHOICES.map((value) => ({ value, text: t(`search.${value === '' ? 'ever' : value}`) }))}
        />
        <Button kind="secondary">{t('search.button')}</Button>
      </SearchForm>
      {isAsked ? (
        <>
          <p class="govuk-body" role="status">
            {t('search.count', { count: total })}
          </p>
          {total === 0 && <p class="govuk-body">{t('search.none')}</p>}
        </>
      ) : (
        <p class="govuk-body">{t('search.help')}</p>
      )}
      {groups.map((group) => (
        <GroupPart view={view} input={input} group={group} question={question} />
      ))}
      {input.kind !== '' && (
        <p class="govuk-body">
          <a class="govuk-link" href={addressOf(language, { ...input, kind: '', page: 1 })}>
            {t('search.groups')}
          </a>
        </p>
      )}
    </Page>
  )
}

interface GroupPartProps extends Pick<SearchPageProps, 'view' | 'input'> {
  readonly group: Group
  readonly question: Question
}

function GroupPart({ view, input, group, question }: GroupPartProps): JSX.Element {
  const { language } = view
  const t = messages(language)
  const { kind, label, total, items, isGuess } = group
  const pages = Math.ceil(total / PAGE_SIZE)
  return (
    <section aria-labelledby={`found-${kind}`}>
      <h2 class="govuk-heading-m" id={`found-${kind}`}>
        {label}
      </h2>
      {isGuess && <p class="govuk-body">{t('search.guess')}</p>}
      <ul class="govuk-list sp-found">
        {items.map(({ path, title, excerpt, place, on }) => (
          <li>
            <a class="govuk-link" href={`/${language}${path}`}>
              <Highlight text={title} question={question} />
            </a>
            {(place || on) && (
              <span class="govuk-hint">{[place, on && shortDate(on, language)].filter(Boolean).join(', ')}</span>
            )}
            {excerpt && (
              <span lang={excerpt.language === language ? undefined : excerpt.language}>
                <Highlight text={excerpt.text} question={question} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {input.kind === '' && total > items.length && (
        <p class="govuk-body">
          <a class="govuk-link" href={addressOf(language, { ...input, kind })}>
            {t('search.all', { count: total })}
            <span class="govuk-visually-hidden">: {label}</span>
          </a>
        </p>
      )}
      {input.kind !== '' && pages > 1 && (
        <Pagination {...pagination(input.page, pages, (page) => addressOf(language, { ...input, page }))} />
      )}
    </section>
  )
}

/** Where a question is answered, without the base of the square; as a page, or as a feed. */
export function addressOf(
  language: Language,
  { q, kind, in: where, since, page }: SearchInput,
  path: '/search' | '/search.atom' = '/search',
): string {
  const query = new URLSearchParams({ q })
  for (const [name, value] of Object.entries({ kind, in: where, since, page: page > 1 ? String(page) : '' }))
    if (value !== '') query.set(name, value)
  return `/${language}${path}?${query}`
}
