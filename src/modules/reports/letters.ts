import { longDate } from '#core/i18n/format.ts'
import { type Language, keptLanguage } from '#core/i18n/language.ts'
import type { Services } from '#core/services.ts'
import { followUrl } from './follow-link.ts'
import { messages } from './messages.ts'
import { bodyNameOf } from './names.ts'
import { REOPEN_DAYS } from './handling/closing.ts'
import { messages as handling } from './handling/messages.ts'
import { isClosed, statusAfter, type Report, type ReportEvent } from './report.ts'
import { messages as routing } from './routing/messages.ts'
import { findReport, listEvents } from './store/find.ts'
import { statusWithReason } from './status-words.ts'

/** Letters to the reporter: when the report came in, and when staff answered. */
export const listens = {
  'reports.report-received': async ({ report: id }: { report: string }, services: Services): Promise<void> => {
    const report = await findReport(services.sql, { id })
    if (report?.reporterEmail == null) return
    const language = languageOf(report)
    const t = messages(language)
    await services.mail.send({
      to: report.reporterEmail,
      language,
      subject: t('mail.receivedSubject', { number: String(report.number) }),
      text: t('mail.received', {
        category: t(`category.${report.category}`),
        body: await bodyNameOf(report.body, { sql: services.sql, language }),
        date: longDate(report.answerBefore, language),
        link: followUrl(report, language, services),
      }),
    })
  },
  'reports.report-answered': async (
    { report: id, event: eventId }: { report: string; event: string },
    services: Services,
  ): Promise<void> => {
    const report = await findReport(services.sql, { id })
    if (report?.reporterEmail == null) return
    const events = await listEvents(services.sql, id)
    const event = events.find((one) => one.id === eventId)
    if (event === undefined) return
    // As it was with this answer: the letter may leave after the next change.
    const status = statusAfter(events.slice(0, events.indexOf(event) + 1))
    const language = languageOf(report)
    const t = messages(language)
    const special = await specialLetter(report, event, language, services)
    if (special !== undefined) {
      await services.mail.send({ to: report.reporterEmail, language, ...special })
      return
    }
    await services.mail.send({
      to: report.reporterEmail,
      language,
      subject: t('mail.changedSubject', { number: String(report.number) }),
      text: t('mail.changed', {
        number: String(report.number),
        status: statusWithReason({ status, closing: event.closing }, language),
        message: wordsOf(event, language),
        link: followUrl(report, language, services),
      }),
    })
  },
}

/** What is not an answer: that it is closed, a question, and that another body has the report now. */
async function specialLetter(
  report: Report,
  event: ReportEvent,
  language: Language,
  services: Services,
): Promise<{ subject: string; text: string } | undefined> {
  const number = String(report.number)
  const link = followUrl(report, language, services)
  const { message } = event
  if (event.status !== null && isClosed(event.status)) {
    const until = event.at.add({ hours: 24 * REOPEN_DAYS })
    return {
      subject: messages(language)('mail.changedSubject', { number }),
      text: handling(language)('mail.closed', {
        number,
        status: statusWithReason({ status: event.status, closing: event.closing }, language),
        message,
        date: longDate(until, language),
        link,
      }),
    }
  }
  if (event.kind === 'question') {
    const t = handling(language)
    return { subject: t('mail.questionSubject', { number }), text: t('mail.question', { number, message, link }) }
  }
  if (event.kind === 'hand-over' && event.toBody !== null) {
    const t = routing(language)
    const body = await bodyNameOf(event.toBody, { sql: services.sql, language })
    return {
      subject: t('mail.handOverSubject', { number, body }),
      text: t('mail.handOver', { number, body, message, link }),
    }
  }
  return undefined
}

function wordsOf({ kind, message }: ReportEvent, language: Language): string {
  if (kind !== 'planned') return message
  return handling(language)('event.planned', { date: longDate(Temporal.PlainDate.from(message), language) })
}

function languageOf({ language }: Report) {
  return keptLanguage(language)
}
