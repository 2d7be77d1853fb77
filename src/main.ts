import { ConfigError, readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { explainCause } from '#core/problem.ts'
import { startSquare } from './start.ts'

try {
  const { config } = readConfig(process.env)
  const log = createLog(config.logLevel)
  const square = await startSquare(config, log)
  log.info({ address: square.address }, `The square is open at ${config.baseUrl}`)
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
  console.error(explained(error))
  process.exit(1)
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if ('code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: another program listens there. Stop it, or choose another port with PORT.`
  return error instanceof ConfigError || error.name !== 'Error' ? explainCause(error) : error
}
