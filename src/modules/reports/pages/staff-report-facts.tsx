import { dateAndTime, dayOf, longDate } from '#core/i18n/format.ts'
import { SummaryList } from '#web/components/summary-list/summary-list.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { assetRow } from '../assets/pages/asset-row.ts'
import { messages as handling } from '../handling/messages.ts'
import { messages } from '../messages.ts'
import { messages as open311 } from '../open311/messages.ts'
import { isLate } from '../report.ts'
import { StatusTag } from './history.tsx'
import type { StaffReportPageProps } from './staff-report-page.tsx'

/** What staff know of a report. */
export function StaffReportFacts(props: StaffReportPageProps) {
  const { view, report, municipalityName, now, isOwner, parties, bodyNames, teams, colleagues } = props
  const { language } = view
  const t = messages(language)
  const h = handling(language)
  const o = open311(language)
  const point = report.lon === null || report.lat === null ? '' : `(${report.lat.toFixed(5)}, ${report.lon.toFixed(5)})`
  const reporter = [report.reporterName, report.reporterEmail, report.reporterPhone].filter(Boolean).join(', ')
  const nobody = report.reporterForgottenAt === null ? t('staff.anonymous') : t('staff.forgotten')
  const when = (key: string, value: string | false | undefined | null) => (value ? [{ key, value }] : [])
  return (
    <SummaryList
      rows={[
        {
          key: t('status'),
          value: (
            <>
              <StatusTag report={report} language={language} />{' '}
              {report.reopened > 0 && <Tag colour="red">{h('reopened')}</Tag>}
            </>
          ),
        },
        ...when(h('closing'), report.closing && h(`closing.${report.closing}`)),
        {
          key: t('report.words'),
          value: (
            <span lang={report.language} class="sp-own-words">
              {report.note}
            </span>
          ),
        },
        {
          key: t('list.place'),
          value: [report.street, report.postalCode, municipalityName, point].filter(Boolean).join(', '),
        },
        ...assetRow(report, language),
        { key: t('list.received'), value: dateAndTime(report.receivedAt, language) },
        { key: t('contact.channel'), value: t(`channel.${report.channel}`) },
        {
          key: t('report.answerBefore'),
          value: (
            <>
              {longDate(report.answerBefore, language)}{' '}
              {isLate(report, dayOf(now)) && <Tag colour="red">{t('staff.late')}</Tag>}
            </>
          ),
        },
        ...numberElsewhere(props),
        ...when(
          o('remote.additions'),
          Boolean(props.remote?.notTold) && o('remote.notTold', { count: props.remote?.notTold ?? 0 }),
        ),
        ...when(h('solveBefore'), report.solveBefore && longDate(report.solveBefore, language)),
        ...when(h('planned'), report.plannedFor && longDate(report.plannedFor, language)),
        ...when(h('plan.team'), teams.find(({ id }) => id === report.team)?.name),
        ...when(h('plan.assignee'), colleagues.find(({ id }) => id === report.assignee)?.name),
        ...(isOwner ? [{ key: t('staff.reporter'), value: reporter || nobody }] : []),
        ...when(h('parties'), parties.map((id) => bodyNames.get(id) ?? id).join(', ')),
      ]}
    />
  )
}

/** The number in another system, with whose that is: two systems give the same number to different reports. */
function numberElsewhere({ view, report, remote, bodyNames }: StaffReportPageProps) {
  if (remote === undefined) return []
  const o = open311(view.language)
  const body = bodyNames.get(remote.body) ?? remote.body
  const isOwn = report.body === remote.body
  if (remote.cameFrom !== null)
    return isOwn ? [{ key: o('remote.number'), value: o(`remote.cameFrom.${remote.cameFrom}`, { body }) }] : []
  if (remote.number === null) return isOwn ? [{ key: o('remote.number'), value: o('remote.notSent') }] : []
  const key = remote.isReplaced ? 'remote.numberBefore' : isOwn ? 'remote.number' : 'remote.numberOf'
  return [{ key: o(key, { body }), value: remote.number }]
}
