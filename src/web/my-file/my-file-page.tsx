import { dateAndTime } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { Button } from '../components/button/button.tsx'
import { Details } from '../components/details/details.tsx'
import type { Action, SummaryRow } from '../components/summary-list/summary-list.tsx'
import { Photo } from '../components/photo/photo.tsx'
import { SummaryList } from '../components/summary-list/summary-list.tsx'
import { Table } from '../components/table/table.tsx'
import { Page } from '../page.tsx'
import type { OwnField } from '../own-file.ts'
import type { View } from '../view.ts'
import { correctableFields } from './correction.ts'
import type { Kept, WholeFile } from './gather.ts'
import { messages } from './messages.ts'

interface MyFilePageProps {
  readonly view: View
  readonly file: WholeFile
}

/** Everything that is kept about a resident, with what they can do about it. */
export function MyFilePage({ view, file }: MyFilePageProps) {
  const { language } = view
  const t = messages(language)
  const account = file.kept.filter(({ record }) => record.isAccount)
  const others = file.kept.filter(({ record }) => !record.isAccount)
  const base = `/${language}/my-file`
  return (
    <Page view={view} title={t('title')}>
      <h1 class="govuk-heading-l">{t('title')}</h1>
      <p class="govuk-body-l">{t('intro')}</p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          <a class="govuk-link" href={`${base}/export.html`}>
            {t('export.readable')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`${base}/export.json`}>
            {t('export.json')}
          </a>
        </li>
        <li>
          <a class="govuk-link" href={`/${language}/account`}>
            {t('account')}
          </a>
        </li>
      </ul>
      {account.map((kept) => (
        <Record kept={kept} headingLevel={2} view={view} />
      ))}
      <h2 class="govuk-heading-m">{t('records')}</h2>
      {others.length === 0 && <p class="govuk-body">{t('noRecords')}</p>}
      {others.map((kept) => (
        <Record kept={kept} headingLevel={3} view={view} />
      ))}
      <h2 class="govuk-heading-m">{t('looks')}</h2>
      <Looks file={file} language={language} />
      {file.letters.length > 0 && <h2 class="govuk-heading-m">{t('letters')}</h2>}
      {file.letters.map((letter) => (
        <Details summary={`${dateAndTime(letter.writtenAt, language)}: ${letter.subject}`}>
          <pre class="sp-own-words" lang={letter.language}>
            {letter.text}
          </pre>
        </Details>
      ))}
      <h2 class="govuk-heading-m">{t('erase')}</h2>
      <p class="govuk-body">{t('eraseIntro')}</p>
      <Button kind="warning" href={`${base}/erase`}>
        {t('erase')}
      </Button>
    </Page>
  )
}

interface RecordProps {
  readonly kept: Kept
  readonly headingLevel: 2 | 3
  readonly view: View
}

function Record({ kept: { capability, record }, headingLevel, view }: RecordProps) {
  const { language } = view
  const t = messages(language)
  const correct = `/${language}/my-file/correct/${capability}/${record.id}`
  const actions: Action[] = [
    ...(correctableFields(record).length > 0 ? [{ href: correct, text: t('correct') }] : []),
    ...(record.path === undefined ? [] : [{ href: `/${language}${record.path}`, text: t('more') }]),
  ]
  const rows: SummaryRow[] = [
    { key: t('at'), value: dateAndTime(record.at, language) },
    ...record.fields.map((field) => ({
      key: field.label(language),
      value: <Value field={field} language={language} />,
    })),
    ...(record.files ?? []).map((hash) => ({
      key: t('photo'),
      value: (
        <Photo view={view} src={`/my-file/files/${hash}`} alt={t('photoAlt', { title: record.title(language) })} />
      ),
    })),
  ]
  return <SummaryList card={{ title: { text: record.title(language), headingLevel }, actions }} rows={rows} />
}

/** What is kept, in the words and the language that it is kept in. */
export function Value({ field, language }: { field: OwnField; language: Language }) {
  if (field.shown !== undefined) return <>{field.shown(language)}</>
  if (field.value === '') return <span class="govuk-hint">{messages(language)('notGiven')}</span>
  return (
    <span class="sp-own-words" lang={field.language}>
      {field.value}
    </span>
  )
}

function Looks({ file: { looks }, language }: { file: WholeFile; language: Language }) {
  const t = messages(language)
  if (looks.length === 0) return <p class="govuk-body">{t('noLooks')}</p>
  return (
    <>
      <p class="govuk-body">{t('looksIntro')}</p>
      <Table
        caption={t('looksTable')}
        captionSize="s"
        stack
        head={[t('when'), t('body'), t('about')]}
        rows={looks.map(({ at, record }) => [
          dateAndTime(at, language),
          record.body?.(language) ?? '',
          record.title(language),
        ])}
      />
    </>
  )
}
