import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { startSquare } from '../src/start.ts'

/** The whole square as residents meet it, with the demonstration, on a port and in a folder of its own. */
export interface OpenSquare {
  /** Where it listens, without a slash at the end. */
  readonly address: string
  /** The one-time links of the first start, by the name of who they are for. */
  readonly signInLinks: { readonly operator: string; readonly leuven: string; readonly halle: string }
  /** Stops it and throws its folder away. */
  close(): Promise<void>
}

/** Starts the whole square on an empty folder. `settings` are those of `streekplein doctor`. */
export async function openSquare(settings: NodeJS.ProcessEnv = {}): Promise<OpenSquare> {
  const folder = mkdtempSync(join(tmpdir(), 'streekplein-square-'))
  // Links in pages and letters hold the port, so it must be known before the start.
  const port = String(await freePort())
  const { config } = readConfig({ PORT: port, STREEKPLEIN_DATA: folder, LOG_LEVEL: 'error', ...settings })
  const square = await startSquare(config, createLog(config.logLevel))
  return {
    address: config.baseUrl,
    signInLinks: {
      operator: linkOf('Streekkantoor', square.signInLinks),
      leuven: linkOf('Leuven', square.signInLinks),
      halle: linkOf('Halle', square.signInLinks),
    },
    async close() {
      await square.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
  })
  return promise
}

function linkOf(body: string, lines: readonly string[]): string {
  const line = lines.find((one) => new RegExp(`\\(.*${body}`, 'i').test(one))
  return /https?:\S+/.exec(line ?? '')?.[0] ?? ''
}
