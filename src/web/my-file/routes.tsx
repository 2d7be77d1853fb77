import { z } from 'zod'
import { recordDeed } from '#core/audit/audit.ts'
import type { Sql } from '#core/database/sql.ts'
import { IMAGE_TYPE } from '#core/files/files.ts'
import { dayOf } from '#core/i18n/format.ts'
import { content, page, saved, seeOther } from '../answer.ts'
import { textOf } from '../components/form/typed.ts'
import type { Module } from '../module.ts'
import { generalProblem } from '../problems/problem-answer.tsx'
import { route, type Answer, type Context, type FieldError, type Route, type Typed } from '../route.ts'
import { endedSessionCookie } from '../session.ts'
import { CorrectPage } from './correct-page.tsx'
import { correctableFields, readCorrection } from './correction.ts'
import { ErasedPage, ErasePage } from './erase-page.tsx'
import { erase, foreseeErasure } from './erase.ts'
import { exportJson, exportPage } from './export.tsx'
import { gather, getKept, ownerOf } from './gather.ts'
import { messages } from './messages.ts'
import { MyFilePage } from './my-file-page.tsx'

const OfRecord = z.object({ capability: z.string().max(60), record: z.string().max(200) })
/** An export reads every photo, and erasing is tried out beforehand: not for refreshing. */
const SLOW_PER_MINUTE = 10

const OVER_THE_WALLS =
  'whether somebody else uses a photo too, and which letters tell about it, stands behind the walls'

/** "My file": everything about one resident over all capabilities, to see, correct, take along and erase. */
export function myFileRoutes(modules: readonly Module[]): Route[] {
  return [
    route({
      method: 'GET',
      path: '/:language/my-file',
      summary: 'Everything that is kept about oneself',
      may: 'file.own',
      handle: async (_input, context) => {
        const file = await gather(modules, ownerOf(context), context.sql)
        return page(<MyFilePage view={context.view} file={file} />)
      },
    }),
    route({
      method: 'GET',
      path: '/my-file/files/:hash',
      summary: 'A photo in one’s own file',
      may: 'file.own',
      input: z.object({ hash: z.string().max(64) }),
      handle: async ({ hash }, context) => {
        const { kept } = await gather(modules, ownerOf(context), context.sql)
        const isOwn = kept.some(({ record }) => record.files?.includes(hash))
        const photo = isOwn ? await context.files.read(hash) : undefined
        if (photo === undefined) throw generalProblem('not-found', 404)
        return content(IMAGE_TYPE, photo)
      },
    }),
    route({
      method: 'GET',
      path: '/:language/my-file/correct/:capability/:record',
      summary: 'What may be corrected of a record in one’s own file',
      may: 'file.own',
      input: OfRecord,
      handle: ({ capability, record }, context) => correctPage(modules, { capability, id: record }, [], context),
    }),
    route({
      method: 'POST',
      path: '/:language/my-file/correct/:capability/:record',
      summary: 'Correct a record in one’s own file',
      may: 'file.own',
      input: OfRecord,
      handle: ({ capability, record }, context) => correct(modules, { capability, id: record }, context),
      again: (typed, errors, context) => {
        const which = { capability: textOf(typed, 'capability') ?? '', id: textOf(typed, 'record') ?? '' }
        return correctPage(modules, which, errors, context, typed)
      },
    }),
    route({
      method: 'GET',
      path: '/:language/my-file/export.json',
      summary: 'One’s own file for another program, photos as base64',
      may: 'file.own',
      perMinute: SLOW_PER_MINUTE,
      handle: (_input, context) => exported(modules, 'json', context),
    }),
    route({
      method: 'GET',
      path: '/:language/my-file/export.html',
      summary: 'One’s own file to read, as one page without outside parts',
      may: 'file.own',
      perMinute: SLOW_PER_MINUTE,
      handle: (_input, context) => exported(modules, 'html', context),
    }),
    route({
      method: 'GET',
      path: '/:language/my-file/erase',
      summary: 'What erasing one’s own file would erase, and what must stay',
      may: 'file.own',
      unwalled: OVER_THE_WALLS,
      perMinute: 3 * SLOW_PER_MINUTE,
      handle: (_input, context) => erasePage(modules, [], context),
    }),
    route({
      method: 'POST',
      path: '/:language/my-file/erase',
      summary: 'Erase one’s own file',
      may: 'file.own',
      unwalled: OVER_THE_WALLS,
      perMinute: SLOW_PER_MINUTE,
      input: z.object({ sure: z.literal('yes', { error: 'erase.tick' }) }),
      wording: messages.find,
      handle: async (_input, context) => {
        await erase(modules, ownerOf(context), context)
        return seeOther(`/${context.language}/my-file/erased`, { 'set-cookie': endedSessionCookie(context.config) })
      },
      again: (_typed, errors, context) => erasePage(modules, errors, context),
    }),
    route({
      method: 'GET',
      path: '/:language/my-file/erased',
      summary: 'That a file was erased',
      may: 'anyone',
      handle: (_input, { view }) => page(<ErasedPage view={view} />),
    }),
  ]
}

async function correctPage(
  modules: readonly Module[],
  which: { capability: string; id: string },
  errors: readonly FieldError[],
  context: Context,
  typed: Typed = {},
): Promise<Answer> {
  const kept = await getKept(modules, which, context)
  if (correctableFields(kept.record).length === 0) throw generalProblem('not-found', 404)
  return page(<CorrectPage view={context.view} kept={kept} typed={typed} errors={errors} />)
}

async function correct(
  modules: readonly Module[],
  which: { capability: string; id: string },
  context: Context,
): Promise<Answer> {
  const { typed, language, clock } = context
  const { record } = await getKept(modules, which, context)
  const { values, errors } = readCorrection(correctableFields(record), typed, language)
  if (errors.length > 0) return { ...(await correctPage(modules, which, errors, context, typed)), status: 422 }
  const { ownFile } = modules.find(({ name }) => name === which.capability) ?? {}
  const corrected = await context.sql.transaction(async (sql) => {
    if (!(await ownFile?.correct?.(ownerOf(context), { id: which.id, values }, { sql, clock }))) return false
    await recordOwnDeed(sql, 'core.correct-own-file', context)
    return true
  })
  if (!corrected) throw generalProblem('not-found', 404)
  return saved(`/${language}/my-file`)
}

const EXPORTS = {
  json: { type: 'application/json; charset=utf-8', write: exportJson },
  html: { type: 'text/html; charset=utf-8', write: exportPage },
} as const

/** Taking a file along is written down: the resident sees it when somebody else did. */
async function exported(modules: readonly Module[], kind: keyof typeof EXPORTS, context: Context): Promise<Answer> {
  const { sql, clock, language } = context
  const { type, write } = EXPORTS[kind]
  const text = await write(await gather(modules, ownerOf(context), sql), { language, at: clock() }, context)
  await sql.transaction((within) => recordOwnDeed(within, 'core.export-own-file', context))
  return content(type, text, {
    'content-disposition': `attachment; filename="streekplein-${dayOf(clock()).toString()}.${kind}"`,
  })
}

async function erasePage(modules: readonly Module[], errors: readonly FieldError[], context: Context): Promise<Answer> {
  const foreseen = await foreseeErasure(modules, ownerOf(context), context)
  return page(<ErasePage view={context.view} foreseen={foreseen} errors={errors} />)
}

async function recordOwnDeed(sql: Sql, action: string, context: Context): Promise<void> {
  const { resident } = ownerOf(context)
  const at = context.clock()
  await recordDeed(sql, { at, actorKind: 'resident', actor: resident, action, subject: `resident:${resident}` })
}
