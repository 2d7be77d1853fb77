import { ConfigError, readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { startSquare } from './start.ts'

try {
  const { config } = readConfig(process.env)
  const log = createLog(config.logLevel)
  const square = await startSquare(config, log)
  log.info({ address: square.address }, `The square is open at ${square.address}`)
  for (const line of square.signInLinks) log.info(line)

  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      log.info({ signal }, 'The square closes')
      square.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, 'The square did not close cleanly')
          process.exit(1)
        },
      )
    })
  }
} catch (error) {
  // Without settings or a database there is no log to trust: say it plainly and stop.
  const plain = error instanceof ConfigError || (error instanceof Error && error.name !== 'Error')
  console.error(plain && error instanceof Error ? error.message : error)
  process.exit(1)
}
