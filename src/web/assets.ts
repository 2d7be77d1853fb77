import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const WORKER = '/service-worker.js'
const TYPES = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8' } as const

/**
 * The few files that pages share. Their address holds a fingerprint, so browsers may keep them for ever; that of the service
 * worker stays, since browsers come back to it.
 */
const FILES: readonly SharedFile[] = [
  { name: 'square.css', path: 'style/square.css', type: TYPES.css },
  { name: 'where.js', path: 'scripts/where.js', type: TYPES.js },
  { name: 'offline.js', path: 'scripts/offline.js', type: TYPES.js },
  { name: 'suggest.js', path: 'scripts/suggest.js', type: TYPES.js },
  { name: 'preview.js', path: 'scripts/preview.js', type: TYPES.js },
  { name: 'service-worker.js', path: 'scripts/service-worker.js', type: TYPES.js, address: WORKER },
  { name: 'theme.js', path: 'scripts/theme.js', type: TYPES.js },
  { name: 'passkey.js', path: 'scripts/passkey.js', type: TYPES.js },
  { name: 'plain-dutch.js', path: 'scripts/plain-dutch.js', type: TYPES.js },
]

interface SharedFile {
  readonly name: string
  readonly path: string
  readonly type: string
  /** Where it stands when that may not change. */
  readonly address?: string
}

interface Asset {
  readonly address: string
  readonly type: string
  readonly plain: Buffer
  /** Made by the build at the highest compression; absent in a build without it. */
  readonly brotli: Buffer | undefined
}

/** Reads the shared files from the build: name → asset. A file that the build did not make is left out. */
export function readAssets(): ReadonlyMap<string, Asset> {
  const found = new Map<string, Asset>()
  for (const { name, path, type, address: fixed } of FILES) {
    const file = join(import.meta.dirname, path)
    if (!existsSync(file)) continue
    const plain = readFileSync(file)
    const address = fixed ?? `/assets/${name.replace(/\.(\w+)$/, `.${fingerprintOf(plain)}.$1`)}`
    const brotli = existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : undefined
    found.set(name, { address, type, plain, brotli })
  }
  return found
}

let sheet: { readonly css: string; readonly fingerprint: string } | undefined

/**
 * The style sheet of the square and its fingerprint, for a theme: it sends both together, so that a page with a theme costs no request
 * more. Empty in a build without it.
 */
export function squareSheet(): { readonly css: string; readonly fingerprint: string } {
  if (sheet !== undefined) return sheet
  const file = join(import.meta.dirname, 'style/square.css')
  const css = existsSync(file) ? readFileSync(file, 'utf8') : ''
  sheet = { css, fingerprint: fingerprintOf(Buffer.from(css)) }
  return sheet
}

/** The icon of the square as a `data:` address: a few hundred bytes in each page are less than one more request. */
export function readIcon(): string {
  const icon = readFileSync(join(import.meta.dirname, 'style/favicon.svg'), 'utf8')
  return `data:image/svg+xml,${encodeURIComponent(icon.trim()).replace(/%20/g, ' ').replace(/%3D/g, '=').replace(/%2F/g, '/')}`
}

/** Serves the shared files. */
export function serveAssets(server: FastifyInstance, assets: ReadonlyMap<string, Asset>): void {
  for (const { address, type, plain, brotli } of assets.values()) {
    server.get(address, (request, reply) => {
      void reply.headers({
        'content-type': type,
        'cache-control': address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
        // A service worker asks for pages itself; it is under its own policy, not under that of a page.
        ...(address === WORKER && { 'content-security-policy': "default-src 'none'; connect-src 'self'" }),
      })
      const wantsBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '')
      if (brotli === undefined || !wantsBrotli) return reply.send(plain)
      return reply.header('content-encoding', 'br').send(brotli)
    })
  }
}

function fingerprintOf(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex').slice(0, 10)
}
