import type { VNode } from 'preact'
import { shortDate } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { tsqueryOf } from '#core/search/question.ts'
import { listMunicipalities, municipalityName } from '#modules/region/public.ts'
import type { Finder, Found, NeighbourhoodBlock, OwnPage, Task } from '#web/gathering.ts'
import { writeWindow } from '#web/maps/map-window.ts'
import type { Context } from '#web/route.ts'
import { messages } from './messages.ts'
import { categoriesMeant, categoriesNamed } from './named-categories.ts'
import { StatusTag } from './pages/history.tsx'
import { streetKeys } from './routing/street.ts'
import { publicView, type Report } from './report.ts'
import { findReport } from './store/find.ts'
import { findAlike, findByWords, listNearby, type FoundReport } from './store/search.ts'

const { say } = messages
const NEARBY = 10
/** How close the map comes to a municipality: some ten kilometres across. */
const MUNICIPALITY_ZOOM = 12

/** Reports by their street, category, postal code and number, and by the own words that staff showed. */
export const finders: readonly Finder[] = [
  {
    kind: 'reports',
    label: say('menu'),
    async find({ question, municipalities, since, limit, offset, isNewestFirst = false }, context) {
      const { sql } = context
      const from = since?.toZonedDateTime('Europe/Brussels').toInstant()
      const where = { municipalities, since: from, limit, offset, isNewestFirst }
      const number = /^(?:\D{0,20}\s)?(\d{4,12})$/.exec(question.text.trim())?.[1]
      const numbered =
        number === undefined ? undefined : await findReport(sql, { number: Number(number), municipalities })
      if (numbered !== undefined && offset === 0)
        return { total: 1, items: await found([foundBy(numbered)], context), isGuess: false }
      const named = (word: string) => categoriesNamed(word, question)
      let rows = await findByWords(sql, tsqueryOf(question, named), where)
      const isGuess = rows.length === 0
      if (isGuess) {
        const meant = tsqueryOf(question, (word) => [...named(word), ...categoriesMeant(word)])
        rows = await findByWords(sql, meant, where)
      }
      if (rows.length === 0) rows = await findAlike(sql, question.text, where)
      const items = await found(rows, context)
      return { total: rows[0]?.total ?? 0, items, isGuess: isGuess && rows.length > 0 }
    },
  },
]

/** A report that was asked for by its number, as everybody sees it. */
function foundBy(report: Report): FoundReport {
  return { ...publicView(report), language: report.language }
}

async function found(rows: readonly FoundReport[], { sql, clock, language }: Context): Promise<Found[]> {
  const names = await municipalityNames({ sql, clock, language })
  return rows.map(({ number, category, street, municipality, note, language: written, receivedAt }) => ({
    path: `/reports/${number}`,
    tag: `report:${number}`,
    title: messages(language)('report.title', {
      number: String(number),
      category: messages(language)(`category.${category}`),
    }),
    place: [street, names.get(municipality)].filter(Boolean).join(', '),
    on: receivedAt,
    excerpt: note === null ? undefined : { text: note, language: written },
  }))
}

async function municipalityNames({
  sql,
  clock,
  language,
}: Pick<Context, 'sql' | 'clock' | 'language'>): Promise<Map<string, string>> {
  const today = clock().toZonedDateTimeISO('Europe/Brussels').toPlainDate()
  const all = await listMunicipalities(sql, { on: today })
  return new Map(all.map((one) => [one.nis, municipalityName(one, language)]))
}

/** The newest reports of a street. */
export const neighbourhood: readonly NeighbourhoodBlock[] = [
  {
    id: 'reports',
    title: say('nearby.title'),
    async show({ municipalities, postalCode, street }, { sql, language }) {
      const keys = street === undefined ? undefined : streetKeys(street)
      const reports = await listNearby(sql, { municipalities, postalCode, street: keys }, NEARBY)
      const t = messages(language)
      const things = reports.map((report) => ({
        path: `/reports/${report.number}`,
        tag: `report:${report.number}`,
        title: t(`category.${report.category}`),
        place: report.street,
        on: report.receivedAt,
      }))
      if (reports.length === 0) return { content: <p class="govuk-body">{t('nearby.none')}</p>, things }
      const content = (
        <ul class="govuk-list sp-things">
          {reports.map((report, index) => (
            <li>
              <div>
                <a class="govuk-link" href={`/${language}${things[index]?.path}`}>
                  {things[index]?.title}
                </a>
                <span class="govuk-hint">
                  {[report.street, shortDate(report.receivedAt, language)].filter(Boolean).join(', ')}
                </span>
              </div>
              <StatusTag report={report} language={language} />
            </li>
          ))}
        </ul>
      )
      const [municipality] = municipalities
      const isAll = reports.length < NEARBY || municipality === undefined
      return { content: isAll ? content : <WithMore {...{ content, municipality, language }} />, things }
    },
  },
]

/** The newest, and the way to the others of the municipality. */
function WithMore({
  content,
  municipality,
  language,
}: {
  readonly content: VNode
  readonly municipality: string
  readonly language: Language
}) {
  return (
    <>
      {content}
      <p class="govuk-body">
        <a class="govuk-link" href={`/${language}/reports?municipality=${municipality}`}>
          {messages(language)('nearby.more')}
        </a>
      </p>
    </>
  )
}

export const tasks: readonly Task[] = [
  {
    id: 'report',
    rank: 10,
    path: (at) =>
      at === undefined ? '/reports/new' : `/reports/new?map=${writeWindow({ ...at, zoom: MUNICIPALITY_ZOOM })}`,
    label: say('task.report'),
    text: say('task.reportText'),
  },
  {
    id: 'reports',
    rank: 60,
    path: (at) => (at === undefined ? '/reports' : `/reports?municipality=${at.nis}`),
    label: say('task.reports'),
    text: say('task.reportsText'),
  },
]

export const pages: readonly OwnPage[] = [
  { path: '/reports/new', title: say('task.report'), about: say('task.reportText') },
  { path: '/reports', title: say('list.title'), about: say('list.intro') },
  { path: '/reports/paper', title: say('paper.title'), about: say('paper.print') },
]
