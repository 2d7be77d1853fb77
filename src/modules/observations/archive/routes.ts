import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { z } from 'zod'
import { Problem } from '#core/problem.ts'
import { content, json } from '#web/answer.ts'
import { route, type Route } from '#web/route.ts'
import { messages } from '../messages.ts'
import { listArchived, listUnseen } from '../store/archive.ts'
import { archivePath, openWithout } from './archive-file.ts'

const Told = z.object({
  month: z.string(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  /** Whether its observations are in the database too. */
  isAtHand: z.boolean(),
  file: z.string(),
})

/** Months that stand in files, for everybody to fetch. */
export const archiveRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/observations/archive',
    summary: 'Months of observations that stand in files',
    may: 'anyone',
    input: z.object({}),
    output: z.object({ value: z.array(Told) }),
    handle: async (_input, { sql, config }) => {
      const value = (await listArchived(sql)).map(({ month, rows, bytes, sha256, droppedAt }) => ({
        month: month.slice(0, 7),
        rows,
        bytes,
        sha256,
        isAtHand: droppedAt === null,
        file: `${config.baseUrl}/api/observations/archive/${month.slice(0, 7)}`,
      }))
      return json({ value })
    },
  }),
  route({
    method: 'GET',
    path: '/api/observations/archive/:month',
    summary: 'All observations of a month that everybody may see, as gzipped CSV',
    may: 'anyone',
    input: z.object({ month: z.string().max(20) }),
    handle: async ({ month }, { sql, config }) => {
      const found = (await listArchived(sql)).find((one) => one.month === `${month}-01`)
      const path = found === undefined ? undefined : archivePath(config, found.month)
      const size = path === undefined ? undefined : await stat(path).catch(() => undefined)
      if (path === undefined || size === undefined)
        throw new Problem('month-unknown', 404, messages.say('archive.unknown'))
      const unseen = await listUnseen(sql)
      const file = unseen.size === 0 ? createReadStream(path) : openWithout(path, unseen)
      return content('application/gzip', file, {
        'content-disposition': `attachment; filename="observations-${month}.csv.gz"`,
      })
    },
  }),
]
