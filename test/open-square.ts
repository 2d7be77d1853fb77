import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Config } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { startSquare } from '../src/start.ts'

/** The whole square as residents meet it, with the demonstration, on a port and in a folder of its own. */
export interface OpenSquare {
  /** Where it listens, without a slash at the end. */
  readonly address: string
  /** The one-time links of the first start, by the name of who they are for. */
  readonly signInLinks: Readonly<Record<'operator' | 'office' | 'leuven' | 'halle', string>>
  /** Stops it and throws its folder away. */
  close(): Promise<void>
}

/**
 * Starts the whole square with the demonstration. `settings` are those of `streekplein doctor` that change nothing of what is in it.
 * `isFresh`: with a demonstration of its own, for who waits for letters: background work of a copy first catches up with the time since.
 */
export async function openSquare(
  settings: { readonly RATE_LIMITS?: 'off' } = {},
  { isFresh = false }: { readonly isFresh?: boolean } = {},
): Promise<OpenSquare> {
  const filling = isFresh ? fillTemplate() : (template ??= fillTemplate())
  const { folder: filled, signInLinks } = await filling
  const folder = mkdtempSync(join(tmpdir(), 'streekplein-square-'))
  cpSync(filled, folder, { recursive: true })
  const config = await settingsFor(folder, settings)
  const square = await startSquare(config, createLog(config.logLevel))
  const linkFor = (body: string) => linkOf(body, signInLinks).replace(/^https?:\/\/[^/]+/, config.baseUrl)
  return {
    address: config.baseUrl,
    signInLinks: {
      operator: linkFor('Streekkantoor'),
      office: linkFor('beheert.*Streekkantoor|Streekkantoor.*beheert'),
      leuven: linkFor('Leuven'),
      halle: linkFor('Halle'),
    },
    async close() {
      await square.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Template {
  readonly folder: string
  readonly signInLinks: readonly string[]
}

/** The demonstration is invented once for all tests of a run, which takes most of a first start; each gets a copy. */
let template: Promise<Template> | undefined

async function fillTemplate(): Promise<Template> {
  const folder = mkdtempSync(join(tmpdir(), 'streekplein-template-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const config = await settingsFor(folder, {})
  const { signInLinks, stop } = await startSquare(config, createLog(config.logLevel))
  await stop()
  return { folder, signInLinks }
}

async function settingsFor(folder: string, settings: NodeJS.ProcessEnv): Promise<Config> {
  // Links in pages and letters hold the port, so it must be known before the start.
  const port = String(await freePort())
  return readConfig({ PORT: port, STREEKPLEIN_DATA: folder, LOG_LEVEL: 'error', ...settings }).config
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
