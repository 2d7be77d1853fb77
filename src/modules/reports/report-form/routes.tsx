import { z } from 'zod'
import { IMAGE_TYPE } from '#core/files/files.ts'
import { keptLanguage } from '#core/i18n/language.ts'
import { Problem } from '#core/problem.ts'
import { boundariesNotice, boundaryBasis, themedView, municipalityNameOf } from '#modules/region/public.ts'
import { content, page, seeOther } from '#web/answer.ts'
import { textOf } from '#web/components/form/typed.ts'
import { route, type Answer, type Context, type FieldError, type Typed } from '#web/route.ts'
import type { View } from '#web/view.ts'
import { afterCategory } from '../duplicates/known-routes.tsx'
import { assetRoutes } from '../assets/form-routes.tsx'
import { assetChecked } from '../assets/chosen.ts'
import type { Channel } from '../channel.ts'
import { followUrl } from '../follow-link.ts'
import { messages } from '../messages.ts'
import { bodyNameOf } from '../names.ts'
import { CheckPage } from '../pages/check-page.tsx'
import { TakenPage } from '../mail-in/taken-page.tsx'
import { ContactPage } from '../pages/contact-page.tsx'
import { DonePage } from '../pages/done-page.tsx'
import { WhatPage } from '../pages/what-page.tsx'
import { findReport } from '../store/find.ts'
import { answerLanguage, ContactInput, isComplete, PHOTO_MAX_BYTES, WhatInput, type Answers } from './answers.ts'
import { answerDraft, getDraft, getOpenDraft } from './draft.ts'
import { takesIn } from './form-words.ts'
import { keepPhoto } from './keep-photo.ts'
import { languageOfNote } from './own-words.ts'
import { sendReport } from './send-report.ts'
import { whichRoutes } from './which-routes.tsx'
import { ownerOfAnswers } from './which.ts'
import { whereRoutes } from './where-routes.tsx'

const OfDraft = z.object({ draft: z.string().max(60) })
const wording = messages.find

/** Channels of residents who are somewhere else. */
const BY_WIRE: readonly Channel[] = ['telephone', 'email']

/** The pages of a new report: where, what, contact, check, done. */
export const reportFormRoutes = [
  ...whereRoutes,
  ...assetRoutes,
  ...whichRoutes,
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/what',
    summary: 'New report: what is the matter',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft }, context) => {
      const { answers } = await getOpenDraft(context, draft)
      return whatPage(draft, answers, [], context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/what',
    summary: 'New report: keep what is the matter',
    may: 'anyone',
    input: WhatInput,
    wording,
    uploadBytes: PHOTO_MAX_BYTES,
    handle: async ({ draft: token, note, category }, context) => {
      const draft = await getOpenDraft(context, token)
      const { photo, errors } = await keepPhoto(draft, context)
      const noteLanguage = languageOfNote(note, draft.answers, context.language)
      const answers = { note, noteLanguage, photo, ...(category !== undefined && { category }) }
      await answerDraft(context, draft, answers)
      if (errors.length > 0)
        return { ...(await whatPage(token, { ...draft.answers, ...answers }, errors, context)), status: 422 }
      if (category === undefined) return next(context, token, 'category')
      return afterCategory(token, { ...draft.answers, ...answers }, context)
    },
    again: async (typed, errors, context) => {
      const token = textOf(typed, 'draft') ?? ''
      const draft = await getOpenDraft(context, token)
      // A photo cannot be filled in again by the browser, so it is kept although the rest is not right yet.
      const kept = await keepPhoto(draft, context)
      await answerDraft(context, draft, { photo: kept.photo })
      return whatPage(token, { ...draft.answers, photo: kept.photo }, [...errors, ...kept.errors], context, typed)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/contact',
    summary: 'New report: who may be answered',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft }, context) => {
      const { answers } = await getOpenDraft(context, draft)
      return contactPage(draft, answers, [], context)
    },
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/contact',
    summary: 'New report: keep who may be answered',
    may: 'anyone',
    input: ContactInput,
    wording,
    handle: async ({ draft: token, name, email, phone, channel, answerIn }, context) => {
      const draft = await getOpenDraft(context, token)
      await answerDraft(context, draft, {
        name,
        email,
        phone,
        ...(channel !== undefined && { channel }),
        ...(answerIn !== undefined && { language: answerIn }),
      })
      if (takesIn(context.visitor) && channel === undefined) {
        const error = { field: 'channel', message: messages(context.language)('contact.channelNeeded') }
        return { ...(await contactPage(token, draft.answers, [error], context, context.typed)), status: 422 }
      }
      return next(context, token, 'check')
    },
    again: async (typed, errors, context) => {
      const token = textOf(typed, 'draft') ?? ''
      const { answers } = await getOpenDraft(context, token)
      return contactPage(token, answers, errors, context, typed)
    },
  }),
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/check',
    summary: 'New report: check everything',
    may: 'anyone',
    input: OfDraft,
    handle: ({ draft }, context) => checkPage(draft, [], context),
  }),
  route({
    method: 'POST',
    path: '/:language/reports/new/:draft/check',
    summary: 'New report: send it',
    may: 'anyone',
    input: OfDraft,
    perMinute: 20,
    handle: async ({ draft: token }, context) => {
      const draft = await getDraft(context, token)
      // Sent twice (a double click, a page that was reloaded) makes one report; both lead to its number.
      if (draft.sentAt === null) {
        if (!isComplete(draft.answers)) return checkPage(token, [], context)
        const sent = await sendReport(draft.id, draft.answers, context)
        if (sent === 'asked') return next(context, token, 'which')
        if (sent !== 'sent') return { ...page(<TakenPage view={context.view} {...sent} />), status: 409 }
      }
      return next(context, token, 'done')
    },
    again: (typed, errors, context) => checkPage(textOf(typed, 'draft') ?? '', errors, context),
  }),
  route({
    method: 'GET',
    path: '/:language/reports/new/:draft/done',
    summary: 'New report: its number and what happens next',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft: token }, context) => {
      const draft = await getDraft(context, token)
      const report = await findReport(context.sql, { draft: draft.id })
      if (report === undefined) return next(context, token, 'check')
      const body = await bodyNameOf(report.body, context)
      const url = followUrl(
        report,
        takesIn(context.visitor) ? keptLanguage(report.language) : context.language,
        context,
      )
      const view = await themedView(context, { body: report.body })
      // Nobody stands there to take the paper.
      const receipt = takesIn(context.visitor) && !BY_WIRE.includes(report.channel)
      return page(<DonePage view={view} report={report} bodyName={body} followUrl={url} isReceipt={receipt} />)
    },
  }),
  route({
    method: 'GET',
    path: '/reports/drafts/:draft/photo',
    summary: 'The photo of a report that is being made',
    may: 'anyone',
    input: OfDraft,
    handle: async ({ draft: token }, context) => {
      const { answers } = await getDraft(context, token)
      const photo = answers.photo === undefined ? undefined : await context.files.read(answers.photo)
      if (photo === undefined) throw new Problem('photo-not-found', 404, messages.say('report.notFound'))
      return content(IMAGE_TYPE, photo, { 'cache-control': 'private, max-age=600' })
    },
  }),
]

/** Once it is known where something is, the form looks like the pages of whoever will handle it. */
async function formView({ where }: Answers, context: Context): Promise<View> {
  return where === undefined ? context.view : themedView(context, { nis: where.municipality })
}

function next({ language }: Context, token: string, step: 'which' | 'category' | 'contact' | 'check' | 'done'): Answer {
  return seeOther(`/${language}/reports/new/${token}/${step}`)
}

async function whatPage(
  token: string,
  answers: Answers,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const view = await formView(answers, context)
  const note = textOf(typed, 'note') ?? answers.note ?? ''
  return page(
    <WhatPage
      view={view}
      token={token}
      note={note}
      noteLanguage={note === answers.note ? answers.noteLanguage : undefined}
      hasPhoto={Boolean(answers.photo)}
      errors={errors}
    />,
  )
}

async function contactPage(
  token: string,
  answers: Answers,
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const { visitor } = context
  const view = await formView(answers, context)
  return page(
    <ContactPage
      view={view}
      token={token}
      name={textOf(typed, 'name') ?? answers.name ?? ''}
      // Whoever opened "my file" gave an address there: it is not asked twice.
      email={textOf(typed, 'email') ?? answers.email ?? visitor?.owner?.email ?? ''}
      phone={textOf(typed, 'phone') ?? answers.phone ?? ''}
      asksChannel={takesIn(visitor)}
      channel={textOf(typed, 'channel') ?? answers.channel ?? ''}
      answerIn={textOf(typed, 'answerIn') ?? answerLanguage(answers) ?? context.language}
      errors={errors}
    />,
  )
}

async function checkPage(token: string, errors: readonly FieldError[], context: Context): Promise<Answer> {
  const { answers, sentAt } = await getDraft(context, token)
  const { language } = context
  if (sentAt !== null) return next(context, token, 'done')
  if (answers.where === undefined) return seeOther(`/${language}/reports/new?draft=${token}`)
  if (!isComplete(answers)) {
    const missing = answers.note === undefined ? 'what' : 'category'
    return seeOther(`/${language}/reports/new/${token}/${missing}`)
  }

  const owner = await ownerOfAnswers(answers, context)
  if (owner.kind === 'asked') return next(context, token, 'which')
  const { where } = answers
  const name = await municipalityNameOf(where.municipality, context)
  const onMap = where.lon === undefined ? '' : `(${messages(language)('check.onMap')})`
  return page(
    <CheckPage
      view={await formView(answers, context)}
      token={token}
      place={[[where.street, where.postalCode, name].filter(Boolean).join(', '), onMap].join(' ').trim()}
      bodyName={await bodyNameOf(owner.body, context)}
      note={answers.note}
      noteLanguage={answers.noteLanguage}
      category={answers.category}
      hasPhoto={Boolean(answers.photo)}
      asset={await assetChecked(answers, context)}
      channel={takesIn(context.visitor) ? answers.channel : undefined}
      answerIn={takesIn(context.visitor) ? (answerLanguage(answers) ?? language) : undefined}
      contact={[answers.email, answers.name, answers.phone].filter((text) => text !== undefined).filter(Boolean)}
      boundaries={where.lon === undefined ? undefined : boundariesNotice(await boundaryBasis(context), language)}
      errors={errors}
    />,
  )
}
