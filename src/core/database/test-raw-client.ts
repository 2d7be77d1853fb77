import { once } from 'node:events'
import { createConnection } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A client for tests that sends single messages of the PostgreSQL protocol, in any order. */
export interface RawClient {
  send(...messages: readonly Buffer[]): void
  /** Waits for a message of that type, and gives the types of all messages up to it. */
  heard(type: string): Promise<string>
  heardUntilReady(): Promise<string>
  /** The latest row that was heard, as bytes. */
  lastRow(): string
  destroy(): void
  parse(statement: string): Buffer
  bind(values: readonly string[]): Buffer
  execute(): Buffer
  flush(): Buffer
  sync(): Buffer
  query(statement: string): Buffer
}

/** Connects and waits until it may ask. */
export async function rawClient(path: string): Promise<RawClient> {
  const socket = createConnection(path)
  let bytes = Buffer.alloc(0)
  let row = ''
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
  })
  await once(socket, 'connect')

  async function heard(type: string): Promise<string> {
    let types = ''
    for (const until = performance.now() + 5000; performance.now() < until; await pause(2)) {
      while (bytes.length >= 5 && bytes.length > bytes.readInt32BE(1)) {
        const size = bytes.readInt32BE(1)
        const found = String.fromCharCode(bytes.readUInt8(0))
        if (found === 'D') row = bytes.toString('utf8', 5, size + 1)
        bytes = bytes.subarray(size + 1)
        if (found !== 'S') types += found // what the session says of itself may come at any moment
        if (found === type) return types
      }
    }
    throw new Error(`There came no ${type}, but ${types || 'nothing'}.`)
  }

  const opening = Buffer.from('\0\0\0\0\0\u0003\0\0user\0postgres\0database\0postgres\0\0')
  opening.writeInt32BE(opening.length)
  socket.write(opening)
  await heard('Z')
  return {
    send: (...messages) => void socket.write(Buffer.concat(messages)),
    heard,
    heardUntilReady: async () => heard('Z'),
    lastRow: () => row,
    destroy: () => void socket.destroy(),
    parse: (statement) => message('P', Buffer.from(`\0${statement}\0\0\0`)),
    bind: (values) =>
      message(
        'B',
        Buffer.concat([
          Buffer.from([0, 0, 0, 0, 0, values.length]),
          ...values.flatMap((value) => [int32(Buffer.byteLength(value)), Buffer.from(value)]),
          Buffer.from([0, 0]),
        ]),
      ),
    execute: () => message('E', Buffer.from([0, 0, 0, 0, 0])),
    flush: () => message('H', Buffer.alloc(0)),
    sync: () => message('S', Buffer.alloc(0)),
    query: (statement) => message('Q', Buffer.from(`${statement}\0`)),
  }
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
