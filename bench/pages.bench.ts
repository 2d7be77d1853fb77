// How long a page takes to be served, over the whole sitemap in one language on the demonstration, one request at a time.
// Baseline: a bare Fastify route that answers the same bytes, in the same process. Budget: 20 ms at the median.
import { fastify } from 'fastify'
import { request, Agent } from 'node:http'
import { openSquare } from '../test/open-square.ts'
import { sitemapOf } from '../test/sitemap.ts'

const TURNS = 3
const square = await openSquare({ RATE_LIMITS: 'off' })
const agent = new Agent({ keepAlive: true })
try {
  const addresses = (await sitemapOf(square.address)).filter((one) => /\/nl(\/|$)/.test(new URL(one).pathname))
  const bodies = new Map<string, Buffer>()
  for (const address of addresses) bodies.set(new URL(address).pathname, (await ask(address)).body)

  const bare = fastify()
  bare.get('/*', (asked, reply) => {
    void reply.header('content-type', 'text/html; charset=utf-8')
    return reply.send(bodies.get(asked.url.replace(/\?.*$/, '')))
  })
  const bareAddress = await bare.listen({ host: '127.0.0.1', port: 0 })

  const served = new Map<string, number[]>()
  const baseline: number[] = []
  // In turns, so that what else the machine does falls on both.
  for (let turn = 0; turn < TURNS; turn++)
    for (const address of addresses) {
      const kind = new URL(address).pathname.replace(/\d+$/, '…')
      served.set(kind, [...(served.get(kind) ?? []), (await ask(address)).milliseconds])
      baseline.push((await ask(bareAddress + new URL(address).pathname)).milliseconds)
    }
  await bare.close()

  const all = [...served.values()].flat()
  console.log(`${addresses.length} pages, ${TURNS} times each, milliseconds to the last byte`)
  console.log(`  ${line('the square', all)}`)
  console.log(`  ${line('bare Fastify, same bytes', baseline)}`)
  for (const [kind, times] of [...served].toSorted(([, a], [, b]) => at(b, 0.5) - at(a, 0.5)))
    console.log(`    ${line(kind, times)}`)
} finally {
  agent.destroy()
  await square.close()
}

/** One request, compressed as browsers ask. */
async function ask(address: string): Promise<{ milliseconds: number; body: Buffer }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ milliseconds: number; body: Buffer }>()
  const start = performance.now()
  request(address, { agent, headers: { accept: 'text/html', 'accept-encoding': 'br' } }, (answer) => {
    answer.toArray().then((chunks: Buffer[]) => {
      const milliseconds = performance.now() - start
      if (answer.statusCode === 200) resolve({ milliseconds, body: Buffer.concat(chunks) })
      else reject(new Error(`${address} answered ${answer.statusCode}`))
    }, reject)
  })
    .on('error', reject)
    .end()
  return promise
}

function line(name: string, times: readonly number[]): string {
  const figures = [0.5, 0.95, 1].map((part) => at(times, part).toFixed(1).padStart(7))
  return `${name.padEnd(28)} median${figures[0]}   95 %${figures[1]}   most${figures[2]}`
}

/** The value below which this part of them lies (nearest rank). */
function at(times: readonly number[], part: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN
}
