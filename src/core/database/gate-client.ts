import type { Socket } from 'node:net'
import { framing, mayCopyIn, type Framing, type FrontendMessage } from './protocol.ts'

/** What a client asks up to a point where it waits for the answer. */
export interface Batch {
  readonly messages: readonly FrontendMessage[]
  /** It ends with a Flush: the engine must still get the Sync that ends this request. */
  readonly unfinished: boolean
}

/** One connection at the gate, and what must be remembered of it. */
export interface Client {
  readonly socket: Socket
  readonly framing: Framing
  readonly prefix: Buffer
  /** Names, with the prefix, of the prepared statements that must go when the client goes. */
  readonly statements: Set<string>
  readonly batches: Batch[]
  /** Messages that do not make a batch yet. */
  messages: FrontendMessage[]
  /** Its latest unnamed statement, as the Parse that made it. */
  unnamed: Buffer | undefined
  /** Its latest batch had no ReadyForQuery: the engine waits for its Sync. */
  inRequest: boolean
  state: 'opening' | 'open' | 'leaving' | 'gone'
  heardAt: number
}

/** A client that has just come in; `number` sets its prepared statements apart. */
export function newClient(socket: Socket, number: number): Client {
  return {
    socket,
    framing: framing(),
    prefix: Buffer.from(`c${number}.`),
    statements: new Set(),
    batches: [],
    messages: [],
    unnamed: undefined,
    inRequest: false,
    state: 'opening',
    heardAt: 0,
  }
}

/** A client is due when it has asked something, or when it left and that was not seen to yet. */
export function isDue({ batches, state }: Client): boolean {
  return batches.length > 0 || state === 'leaving'
}

/**
 * After a Sync there is always a ReadyForQuery, after a Query or FunctionCall unless the engine skips all until a Sync.
 * Only a COPY FROM STDIN in an extended query swallows the Sync behind it: its client sends another.
 */
export function isReadyDue({ inRequest }: Client, { messages, unfinished }: Batch): boolean {
  if (unfinished || messages.some((message) => message.type === 'P' && mayCopyIn(message))) return false
  return !inRequest || messages.at(-1)?.type === 'S'
}
