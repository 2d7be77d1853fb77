import { Aedes } from 'aedes'
import { BlockList, createServer, type AddressInfo } from 'node:net'
import { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import { useSentKey } from '../../keys/use-key.ts'
import { listen } from '../published.ts'
import { guardSocket, type GuardedSocket } from './guarded-socket.ts'
import { takeOrKeep } from './take-or-keep.ts'

/** An open broker. */
export interface Broker {
  readonly port: number
  stop(): Promise<void>
}

type Outside = Pick<Services, 'sql' | 'clock' | 'log'>

/** Where observations go in and out (OGC 18-088 §14): of one datastream, or of all of them. */
const TOPIC = /^v1\.1\/(?:Datastreams\((\d{1,10})\)\/)?Observations$/
/** What was taken in goes to nobody as it came: who listens is told what was stored. */
const NOWHERE = 'v1.1/taken'
const MOST_TOPICS = 100_000
/** What who has no key sends fits in this easily: a name, a will, what they want to hear. */
const WITHOUT_KEY_BYTES = 16_384
/** A message of a megabyte with its head: what is longer is refused by that. */
const WITH_KEY_BYTES = 1_100_000
const MOST_CONNECTIONS = 5000
/** Of one address that is no proxy of our own. */
const MOST_OF_ADDRESS = 500

/**
 * Opens the embedded broker (MQTT 3.1.1) on a port; 0 takes any that is free. Who publishes has a key as password; everybody may
 * subscribe. A message is acknowledged when it is stored, or kept in quarantine: one that can never be understood would otherwise come
 * again for ever. While the database is away nothing is acknowledged, and the sender is disconnected, so that it sends again.
 */
export async function openBroker(
  services: Outside,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<Broker> {
  const keys = new WeakMap<object, string>()
  const heard = new Set<string>()
  const guards = new WeakMap<object, GuardedSocket>()
  const broker = new Aedes({
    concurrency: 1000,
    maxTopicLevels: 5,
    authenticate: async (client, _username, password, done) => {
      const sent = password?.toString() ?? ''
      const error = await keyError(services, sent)
      if (error === undefined && sent !== '') {
        keys.set(client, sent)
        guards.get(client.conn)?.allow(WITH_KEY_BYTES)
      }
      done(error ?? null, error === undefined)
    },
    authorizePublish: async (client, packet, done) => {
      const sent = client === null ? undefined : keys.get(client)
      const error = await takeError(services, sent, packet)
      // Those who listen are told what was stored; the message itself goes nowhere.
      Object.assign(packet, { topic: NOWHERE, payload: Buffer.alloc(0), retain: false })
      done(error)
    },
    authorizeSubscribe: (_client, subscription, done) => {
      const isOurs = TOPIC.test(subscription.topic) && heard.size < MOST_TOPICS
      if (isOurs) heard.add(subscription.topic)
      done(null, isOurs ? subscription : null)
    },
  })
  await broker.listen()
  const deaf = listen(({ datastream, observation }) => {
    const payload = JSON.stringify(observation)
    // Told only where somebody ever listened: most datastreams nobody does.
    for (const topic of [`v1.1/Datastreams(${datastream})/Observations`, 'v1.1/Observations'].filter((one) =>
      heard.has(one),
    ))
      broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, () => {})
  })
  const isOneTooMany = addressCounter(MOST_OF_ADDRESS)
  const server = createServer((socket) => {
    if (isOneTooMany(socket)) {
      socket.destroy()
      return
    }
    const guard = guardSocket(socket, WITHOUT_KEY_BYTES)
    guards.set(guard.stream, guard)
    broker.handle(guard.stream)
  })
  server.maxConnections = MOST_CONNECTIONS
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  await promise
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      deaf()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      broker.close()
      await closed.promise
    },
  }
}

const nearby = new BlockList()
nearby.addSubnet('127.0.0.0', 8)
nearby.addSubnet('10.0.0.0', 8)
nearby.addSubnet('172.16.0.0', 12)
nearby.addSubnet('192.168.0.0', 16)
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')

/** What is asked of a connection to count it. */
interface AddressedSocket {
  readonly remoteAddress?: string | undefined
  once(event: 'close', listener: () => void): unknown
}

/** Counts connections by address, and tells of a new one whether it is more than there may be. Behind a proxy all have the address of that. */
export function addressCounter(most: number): (socket: AddressedSocket) => boolean {
  const open = new Map<string, number>()
  return (socket) => {
    const address = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '')
    if (address === '' || nearby.check(address, address.includes(':') ? 'ipv6' : 'ipv4')) return false
    const count = open.get(address) ?? 0
    if (count >= most) return true
    open.set(address, count + 1)
    socket.once('close', () => {
      const rest = (open.get(address) ?? 1) - 1
      if (rest > 0) open.set(address, rest)
      else open.delete(address)
    })
    return false
  }
}

type RefusedConnection = Error & { readonly returnCode: number }

/** Why somebody is not let in; undefined when they are. Without a key one may listen. */
async function keyError(services: Outside, sent: string): Promise<RefusedConnection | undefined> {
  if (sent === '') return undefined
  try {
    await useSentKey(sent, 'observations', services)
    return undefined
  } catch (error) {
    // MQTT 3.1.1, table 3.1: 3 server unavailable, 4 bad user name or password.
    const returnCode = error instanceof Problem && error.status < 500 ? 4 : 3
    return Object.assign(new Error('The key is not valid.', { cause: error }), { returnCode })
  }
}

/** Why a message is not acknowledged; null when it was stored or kept. */
async function takeError(
  services: Outside,
  sent: string | undefined,
  { topic, payload }: { readonly topic: string; readonly payload: string | Buffer },
): Promise<Error | null> {
  if (sent === undefined) return new Error('Who publishes needs a key.')
  const [isOurs, datastream] = TOPIC.exec(topic) ?? []
  if (isOurs === undefined) return new Error('Observations are published to v1.1/Datastreams(id)/Observations.')
  try {
    const key = await useSentKey(sent, 'observations', services)
    const from = { body: key.body, source: `key:${key.id}` }
    await takeOrKeep(services, from, { datastream: datastream === undefined ? undefined : Number(datastream), payload })
    return null
  } catch (error) {
    services.log.warn({ err: error }, 'a message was not stored, and is not acknowledged')
    return error instanceof Error ? error : new Error(String(error))
  }
}
