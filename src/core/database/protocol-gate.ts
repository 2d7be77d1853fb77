import { createServer, type Socket } from 'node:net'
import { isDue, isReadyDue, newClient, type Batch, type Client } from './gate-client.ts'
import {
  closeStatement,
  COPY_FAIL,
  fatalError,
  mayCopyIn,
  needsUnnamedStatement,
  negotiatedVersion,
  NO_ENCRYPTION,
  ProtocolBroken,
  query,
  startup,
  statusAtEnd,
  SYNC,
  withoutCompletion,
  withOwnNames,
} from './protocol.ts'

/** One PostgreSQL session that takes messages of the protocol, such as PGlite. */
export interface Engine {
  execProtocolRawStream(message: Uint8Array, options: { onRawData: (bytes: Uint8Array) => void }): Promise<void>
}

export interface GateOptions {
  readonly engine: Engine
  /** The local socket on which clients are let in. */
  readonly path: string
  /** Called when the engine throws: its state cannot be trusted any more. Must not return. */
  readonly onBroken: (error: unknown) => never
  /** A transaction that does nothing for this long while others wait is taken for lost; default 60. */
  readonly lostSeconds?: number
}

/** The open gate. */
export interface Gate {
  /** Sends the clients away, takes back what they left half done, and lets nobody in any more. */
  stop(): Promise<void>
}

const MOST_CLIENTS = 200
/** A client that asks faster than it is answered is not listened to beyond this many batches. */
const MOST_BATCHES = 16
/** The messages after which a client may wait for an answer. */
const BATCH_ENDS = 'SQHF'
const FORGET_UNNAMED = closeStatement('')

/**
 * Lets many clients use one PostgreSQL session, one at a time. Who gets the engine gives it a whole batch: all messages
 * up to a Sync, Query, FunctionCall or Flush, so that a Bind can only meet the Parse before it; who is in a transaction
 * afterwards (ReadyForQuery does not say `I`) or has sent no Sync yet keeps the engine until that is over. The others
 * wait in the order in which they asked. (PostgreSQL documentation, "Message Flow": "Extended Query", "Pipelining".)
 *
 * Prepared statements are kept apart, the unnamed one too. Session settings, temporary tables, LISTEN and session
 * advisory locks are shared by all. A client that leaves in the middle of a transaction has it rolled back. A request
 * to cancel is ignored, as the protocol allows ("Canceling Requests in Progress"), encryption is declined, and COPY FROM STDIN is refused.
 */
export async function openGate(options: GateOptions): Promise<Gate> {
  const clients = new Set<Client>()
  const line = new Set<Client>()
  const lostMilliseconds = (options.lostSeconds ?? 60) * 1000
  let holder: Client | undefined
  let lastWork = performance.now()
  let ownerOfUnnamed: Client | undefined
  let running: Promise<void> | undefined
  let count = 0

  await run([query('select 1')])
  // What a session says of itself is the same for all: no client waits for another to be let in.
  const greeting = await run([startup()])

  const server = createServer((socket) => {
    if (clients.size < MOST_CLIENTS) admit(socket)
    else socket.on('error', () => {}).end(fatalError('53300', 'sorry, too many clients already'))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.path, resolve))
  const watch = setInterval(sendLostAway, Math.min(lostMilliseconds / 4, 5000))

  function admit(socket: Socket): void {
    const client = newClient(socket, (count += 1))
    clients.add(client)
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => hear(client, chunk))
    socket.on('drain', () => listen(client))
    socket.on('error', () => {}) // 'close' follows
    socket.on('close', () => leave(client))
  }

  function hear(client: Client, chunk: Buffer): void {
    client.heardAt = performance.now()
    try {
      if (client.state === 'opening') greet(client, chunk)
      else take(client, chunk)
    } catch (error) {
      if (!(error instanceof ProtocolBroken)) throw error
      sendAway(client, '08P01', error.message)
    }
  }

  function greet(client: Client, chunk: Buffer): void {
    for (let more = chunk; ; more = Buffer.alloc(0)) {
      const opening = client.framing.takeOpening(more)
      if (!opening) return
      if (opening.kind === 'encryption') {
        client.socket.write(NO_ENCRYPTION)
        continue
      }
      if (opening.kind === 'cancel') return void client.socket.destroy()
      if (opening.kind === 'unknown') return sendAway(client, '0A000', 'unsupported frontend protocol')
      if (opening.minor > 0) client.socket.write(negotiatedVersion())
      client.socket.write(greeting)
      client.state = 'open'
      return take(client, Buffer.alloc(0))
    }
  }

  function take(client: Client, chunk: Buffer): void {
    if (client.state !== 'open') return
    for (const message of client.framing.take(chunk)) {
      if (message.type === 'X') return void client.socket.end()
      // Outside of a COPY these are ignored ("COPY Operations"), and there is never one to be inside of.
      if ('dcf'.includes(message.type)) continue
      client.messages.push(message)
      if (!BATCH_ENDS.includes(message.type)) continue
      client.batches.push({ messages: client.messages, unfinished: message.type === 'H' })
      client.messages = []
    }
    if (client.batches.length === 0) return
    line.add(client)
    advance()
    listen(client)
  }

  /** Listens to a client, unless it does not read its answers or has asked a lot already. */
  function listen({ socket, batches }: Client): void {
    if (socket.writableNeedDrain || batches.length > MOST_BATCHES) socket.pause()
    else if (socket.isPaused()) socket.resume()
  }

  function leave(client: Client): void {
    clients.delete(client)
    if (client.state === 'gone') return
    client.state = 'leaving'
    line.add(client)
    advance()
  }

  function sendAway(client: Client, code: string, reason: string): void {
    client.batches.length = 0
    client.socket.end(fatalError(code, reason))
    setTimeout(() => client.socket.destroy(), 1000).unref()
    leave(client)
  }

  function sendLostAway(): void {
    if (!holder || isDue(holder) || line.size === 0) return
    if (performance.now() - Math.max(holder.heardAt, lastWork) < lostMilliseconds) return
    console.error(`a transaction did nothing for ${lostMilliseconds / 1000} seconds while others waited: rolled back`)
    sendAway(holder, '25P03', 'terminating connection due to idle-in-transaction timeout')
  }

  function advance(): void {
    running ??= serveAll().finally(() => (running = undefined))
  }

  async function serveAll(): Promise<void> {
    for (let client = nextDue(); client; client = nextDue()) {
      const batch = client.batches.shift()
      await (batch ? serve(client, batch) : cleanUpAfter(client))
      lastWork = performance.now()
      if (isDue(client)) line.add(client)
    }
  }

  function nextDue(): Client | undefined {
    const next = holder ?? line.values().next().value
    if (!next || !isDue(next)) return undefined
    line.delete(next)
    return next
  }

  async function serve(client: Client, batch: Batch): Promise<void> {
    const { parts, replayed } = prepare(client, batch)
    const answer = await run(parts)
    const status = batch.unfinished ? undefined : statusAtEnd(answer)
    if (status === undefined && isReadyDue(client, batch)) fall(answer)
    client.inRequest = status === undefined
    holder = status === 'I' ? undefined : client
    if (client.socket.writable) client.socket.write(replayed ? withoutCompletion(answer) : answer)
    listen(client)
  }

  /** The bytes for the engine: with the client's own names, and with its own unnamed statement when another's is there. */
  function prepare(client: Client, batch: Batch): { parts: Buffer[]; replayed: boolean } {
    const parts: Buffer[] = []
    let replayed = false
    for (const message of batch.messages) {
      if (ownerOfUnnamed !== client && needsUnnamedStatement(message)) {
        parts.unshift(client.unnamed ?? FORGET_UNNAMED)
        replayed = true
        ownerOfUnnamed = client
      }
      const { bytes, statement } = withOwnNames(message, client.prefix)
      parts.push(bytes)
      if (message.type === 'Q' && mayCopyIn(message)) parts.push(COPY_FAIL)
      note(client, message.type, { bytes, statement })
    }
    if (batch.messages.some((message) => message.type === 'P' && mayCopyIn(message))) parts.push(COPY_FAIL)
    return { parts, replayed }
  }

  /** Remembers which prepared statements the client has now. */
  function note(client: Client, type: string, { bytes, statement }: { bytes: Buffer; statement?: string }): void {
    if (statement && type === 'P') client.statements.add(statement)
    if (statement && type === 'C') client.statements.delete(statement)
    // A Query forgets the unnamed statement, and so do the Parse and the Close of it ("Extended Query").
    if (type !== 'Q' && (statement !== '' || (type !== 'P' && type !== 'C'))) return
    client.unnamed = type === 'P' ? bytes : undefined
    ownerOfUnnamed = client
  }

  async function cleanUpAfter(client: Client): Promise<void> {
    client.state = 'gone'
    // A Sync first: after an error the engine skips all that comes before it.
    if (holder === client) {
      const answer = await run([SYNC, query('rollback')])
      if (statusAtEnd(answer) !== 'I') fall(answer)
    }
    holder = undefined
    if (client.statements.size > 0) await run([...[...client.statements].map(closeStatement), SYNC])
    if (ownerOfUnnamed === client) ownerOfUnnamed = undefined
  }

  /** PGlite keeps some failures of its engine to itself (a stack that is full): then there is no ReadyForQuery, ever again. */
  function fall(answer: Buffer): never {
    options.onBroken(new Error(`no ReadyForQuery after ${answer.length} bytes of an answer`))
  }

  async function run(parts: readonly Buffer[]): Promise<Buffer> {
    const answers: Buffer[] = []
    const onRawData = (bytes: Uint8Array): void => void answers.push(Buffer.from(bytes)) // a copy: it is a view on the engine's memory
    const [only] = parts
    try {
      await options.engine.execProtocolRawStream(parts.length === 1 && only ? only : Buffer.concat(parts), {
        onRawData,
      })
    } catch (error) {
      options.onBroken(error)
    }
    const [single] = answers
    return answers.length === 1 && single ? single : Buffer.concat(answers)
  }

  return {
    async stop() {
      clearInterval(watch)
      server.close()
      for (const client of clients) sendAway(client, '57P01', 'terminating connection due to administrator command')
      await running
    },
  }
}
