import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import type { Services } from '#core/services.ts'
import { dropRefused, listRefused, readRefusedAgain, type Waiting } from '#modules/observations/public.ts'
import { layFoundation } from '../start.ts'

const USAGE = `quarantine                    what sensors sent that could not be understood
quarantine replay ID [JSON]   read it again, as it came or mended: '["k1", "2026-03-02 11:00", "5"]'
quarantine replay all         read everything again, after a format was mended
quarantine drop ID            it is nothing`

const PAGE = 1000
const SHOWN = 100

/** `streekplein quarantine`: lists what was refused of sensors, reads it again, or drops it; beside a running server too. */
export async function quarantine(words: readonly string[]): Promise<number> {
  const [deed = 'list', which = '', mended] = words
  const isGood =
    (deed === 'list' && words.length <= 1) ||
    (deed === 'replay' &&
      (/^\d{1,15}$/.test(which) || (which === 'all' && mended === undefined)) &&
      words.length <= 3) ||
    (deed === 'drop' && /^\d{1,15}$/.test(which) && words.length === 2)
  if (!isGood) {
    console.error(USAGE)
    return 2
  }
  const { config } = readConfig(process.env)
  const { database, services } = await layFoundation(config, createLog('warn'), { join: true })
  try {
    if (deed === 'list') return await list(services)
    if (which === 'all') return await replayAll(services)
    const [found] = await listRefused(services.sql, { after: Number(which) - 1, limit: 1 })
    if (found?.id !== Number(which)) {
      console.error(`${which} does not wait in quarantine.`)
      return 1
    }
    if (deed === 'drop') {
      await dropRefused(services, [found.id])
      return 0
    }
    const again = await readRefusedAgain(services, found, mended)
    console.log(again ?? 'Stored.')
    return again === undefined ? 0 : 1
  } finally {
    await database.close()
  }
}

async function list({ sql }: Services): Promise<number> {
  const waiting = await listRefused(sql, { limit: SHOWN + 1 })
  for (const one of waiting.slice(0, SHOWN)) console.log(lineOf(one))
  if (waiting.length > SHOWN) console.log('… and more')
  if (waiting.length === 0) console.log('Nothing waits.')
  return 0
}

function lineOf({ id, format, line, reason, detail, payload }: Waiting): string {
  const at = line === null ? '' : ` line ${line}`
  return `${id}  ${format}${at}: ${reason}${detail === '' ? '' : ` "${detail}"`}  ${JSON.stringify(payload).slice(0, 200)}`
}

async function replayAll(services: Services): Promise<number> {
  let after = 0
  let [stored, refused] = [0, 0]
  for (;;) {
    const page = await listRefused(services.sql, { after, limit: PAGE })
    for (const one of page) {
      if ((await readRefusedAgain(services, one)) === undefined) stored++
      else refused++
      after = one.id
    }
    if (page.length < PAGE) break
  }
  console.log(`${stored} stored, ${refused} refused again`)
  return 0
}
