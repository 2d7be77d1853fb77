import { verifyAudit } from '#core/audit/audit.ts'
import { readConfig } from '#core/config.ts'
import { openDatabase } from '#core/database/database.ts'
import { createLog } from '#core/log.ts'

/** `streekplein audit verify`: reads the whole audit log and tells whether every line is as it was written. */
export async function audit(words: readonly string[]): Promise<number> {
  if (words.length !== 1 || words[0] !== 'verify') {
    console.error('audit verify')
    return 2
  }
  const { config } = readConfig(process.env)
  const database = await openDatabase({ ...config, log: createLog('warn'), join: true })
  try {
    const { lines, broken } = await verifyAudit(database.sql)
    if (broken === undefined) {
      console.log(`The audit log is good: ${lines} lines.`)
      return 0
    }
    console.error(`The audit log was tampered with: ${broken.what}. The ${lines} lines before it are good.`)
    return 1
  } finally {
    await database.close()
  }
}
