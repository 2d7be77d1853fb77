import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { archiveMonth, listArchived, releaseMonth, restoreMonth } from '#modules/observations/public.ts'
import { layFoundation } from '../start.ts'

const USAGE = `archive                   months of measurements that stand in files
archive make 2024-01      write a month to a file; it stays in the database
archive release 2024-01   take a month that stands in a file out of the database
archive restore 2024-01   bring it back`

/** `streekplein archive`: lists, makes and restores files of months of measurements; beside a running server too. */
export async function archive(words: readonly string[]): Promise<number> {
  const [deed = 'list', named = ''] = words
  const isList = deed === 'list' && words.length <= 1
  const isDeed = ['make', 'release', 'restore'].includes(deed) && /^\d{4}-(0[1-9]|1[0-2])$/.test(named)
  if (!isList && !(isDeed && words.length === 2)) {
    console.error(USAGE)
    return 2
  }
  const { config } = readConfig(process.env)
  const { database, services } = await layFoundation(config, createLog('warn'), { join: true })
  const month = `${named}-01`
  try {
    switch (deed) {
      case 'make': {
        const { rows, bytes } = await archiveMonth(services, month)
        console.log(`${rows} rows in ${bytes} bytes.`)
        return 0
      }
      case 'release':
        await releaseMonth(services, month)
        console.log(`${named} stands in its file only.`)
        return 0
      case 'restore':
        console.log(`${await restoreMonth(services, month)} rows are back.`)
        return 0
      default:
        for (const one of await listArchived(services.sql))
          console.log(
            `${one.month.slice(0, 7)}  ${one.rows} rows, ${one.bytes} bytes, ${one.droppedAt === null ? 'also in the database' : 'in its file only'}`,
          )
        return 0
    }
  } finally {
    await database.close()
  }
}
