import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { enforceRetention, foreseeRetention } from '#core/retention/retention.ts'
import { retentionOf } from '#web/retention/rules.ts'
import { modules } from '../app.ts'
import { layFoundation } from '../start.ts'

/**
 * `streekplein retention`: erases at once what may not be kept any longer, as the hourly job does, and prints a line for each
 * rule. With `--dry-run` nothing is erased: the same is done and taken back.
 */
export async function retention(words: readonly string[]): Promise<number> {
  const isDry = words[0] === '--dry-run'
  if (words.length > (isDry ? 1 : 0)) {
    console.error('retention [--dry-run]')
    return 2
  }
  const { config } = readConfig(process.env)
  const { database, services } = await layFoundation(config, createLog('warn'), { join: true })
  try {
    const rules = retentionOf(modules)
    const counts = isDry ? await foreseeRetention(rules, services) : await enforceRetention(rules, services)
    const width = Math.max(...rules.map(({ name }) => name.length))
    for (const { rule, deleted } of counts)
      console.log(`${rule.name.padEnd(width)}  ${isDry ? 'would delete' : 'deleted'} ${deleted}`)
    return 0
  } finally {
    await database.close()
  }
}
