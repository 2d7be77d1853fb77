/**
 * The messages of the PostgreSQL frontend/backend protocol, version 3, as far as the gate must know them.
 * Sources: PostgreSQL 18 documentation, chapter "Frontend/Backend Protocol" (number 55 in version 15): "Message Flow",
 * "Message Formats", "Error and Notice Message Fields".
 */

/** A whole message of a client, its type byte and length included. */
export interface FrontendMessage {
  readonly type: string
  readonly bytes: Buffer
}

/** What a new connection says first (it has no type byte). */
export type Opening =
  | { readonly kind: 'startup'; readonly minor: number }
  | { readonly kind: 'encryption' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'unknown' }

/** A client broke the protocol: nothing more can be understood of it. */
export class ProtocolBroken extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ProtocolBroken'
  }
}

/** PostgreSQL itself takes no message of 1 GiB or more (`MaxAllocSize`). */
const LONGEST_MESSAGE = 2 ** 30 - 1
const LONGEST_OPENING = 10_000
const CANCEL_REQUEST = 80_877_102
const SSL_REQUEST = 80_877_103
const GSS_ENCRYPTION_REQUEST = 80_877_104
const PROTOCOL_3_0 = 0x30000

/** Bind, Close, Describe, Execute, Flush, FunctionCall, Parse, Query, Sync, Terminate, and the three of COPY. */
const FRONTEND_TYPES = 'BCDEHFPQSXcdf'

/** Cuts a stream of bytes into messages, however the bytes are spread over chunks. */
export interface Framing {
  /** Gives the messages that are whole now. Throws `ProtocolBroken`. */
  take(chunk: Buffer): FrontendMessage[]
  /** The opening of the connection, when it is whole; `take` comes after it. */
  takeOpening(chunk: Buffer): Opening | undefined
}

/** A message that comes in a hundred chunks is put together once, not a hundred times. */
export function framing(): Framing {
  let parts: Buffer[] = []
  let length = 0
  let wanted = 0

  function gather(chunk: Buffer): Buffer | undefined {
    if (chunk.length > 0) parts.push(chunk)
    length += chunk.length
    if (length === 0 || length < wanted) return undefined
    const [only] = parts
    return parts.length === 1 && only ? only : Buffer.concat(parts)
  }

  function keep(rest: Buffer, next: number): void {
    parts = rest.length > 0 ? [rest] : []
    length = rest.length
    wanted = next
  }

  return {
    take(chunk) {
      const bytes = gather(chunk)
      if (!bytes) return []
      const found: FrontendMessage[] = []
      let at = 0
      let next = 5
      while (bytes.length - at >= 5) {
        const type = String.fromCharCode(bytes.readUInt8(at))
        if (!FRONTEND_TYPES.includes(type)) throw new ProtocolBroken(`invalid frontend message type ${bytes[at]}`)
        const size = 1 + lengthAt(bytes, at + 1, LONGEST_MESSAGE)
        if (bytes.length - at < size) {
          next = size
          break
        }
        found.push({ type, bytes: bytes.subarray(at, at + size) })
        at += size
      }
      keep(bytes.subarray(at), next)
      return found
    },
    takeOpening(chunk) {
      const bytes = gather(chunk)
      if (!bytes || bytes.length < 8) return undefined
      const size = lengthAt(bytes, 0, LONGEST_OPENING)
      if (size < 8) throw new ProtocolBroken('invalid length of startup packet')
      if (bytes.length < size) {
        keep(bytes, size)
        return undefined
      }
      keep(bytes.subarray(size), 0)
      return openingOf(bytes.readUInt32BE(4))
    },
  }
}

function lengthAt(bytes: Buffer, at: number, longest: number): number {
  const size = bytes.readInt32BE(at)
  if (size < 4 || size > longest) throw new ProtocolBroken('invalid message length')
  return size
}

function openingOf(code: number): Opening {
  if (code === SSL_REQUEST || code === GSS_ENCRYPTION_REQUEST) return { kind: 'encryption' }
  if (code === CANCEL_REQUEST) return { kind: 'cancel' }
  if (code >>> 16 === 3) return { kind: 'startup', minor: code & 0xffff }
  return { kind: 'unknown' }
}

/**
 * The status in a ReadyForQuery at the very end of an answer: `I` idle, `T` in a transaction, `E` in one that failed;
 * undefined when the answer ends otherwise (after a Flush). Only to be asked of an answer to whole messages.
 */
export function statusAtEnd(answer: Buffer): string | undefined {
  const at = answer.length - 6
  if (at < 0 || answer[at] !== 0x5a || answer.readInt32BE(at + 1) !== 5) return undefined
  return String.fromCharCode(answer.readUInt8(at + 5))
}

/** The answer to a request for TLS or GSSAPI encryption that says: go on without. */
export const NO_ENCRYPTION = Buffer.from('N')
export const SYNC = message('S', Buffer.alloc(0))
/** Ends a COPY FROM STDIN; outside of one PostgreSQL ignores it. */
export const COPY_FAIL = message(
  'f',
  text('the embedded database takes no COPY FROM STDIN: use INSERT … FROM unnest()'),
)

/** A simple query. */
export function query(statement: string): Buffer {
  return message('Q', text(statement))
}

/** The opening of a connection, as the server's own first client. */
export function startup(): Buffer {
  const body = Buffer.concat([
    int32(PROTOCOL_3_0),
    text('user'),
    text('postgres'),
    text('database'),
    text('postgres'),
    Buffer.of(0),
  ])
  return Buffer.concat([int32(body.length + 4), body])
}

/** Tells a client that asks for 3.1 or later that it gets 3.0, without any option of those. */
export function negotiatedVersion(): Buffer {
  return message('v', Buffer.concat([int32(PROTOCOL_3_0), int32(0)]))
}

/** An error after which the connection is closed; `code` is an SQLSTATE (appendix A). */
export function fatalError(code: string, reason: string): Buffer {
  const fields = ['SFATAL', 'VFATAL', `C${code}`, `M${reason}`].map(text)
  return message('E', Buffer.concat([...fields, Buffer.of(0)]))
}

/**
 * The names of prepared statements are of one connection, but the engine knows only one session: every name that is not
 * empty gets `prefix` in front. Portals need none, since they end with their transaction. Also tells which statement
 * the message names (with its prefix), if any.
 */
export function withOwnNames(
  { type, bytes }: FrontendMessage,
  prefix: Buffer,
): { readonly bytes: Buffer; readonly statement?: string } {
  const at = statementNameAt(type, bytes)
  if (at < 0) return { bytes }
  const end = bytes.indexOf(0, at)
  if (end <= at) return { bytes, statement: '' }
  const named = Buffer.concat([bytes.subarray(0, at), prefix, bytes.subarray(at)])
  named.writeInt32BE(named.length - 1, 1)
  return { bytes: named, statement: named.toString('latin1', at, end + prefix.length) }
}

/** True when a Bind, or a Describe of a statement, leans on the unnamed statement. */
export function needsUnnamedStatement({ type, bytes }: FrontendMessage): boolean {
  return (type === 'B' || type === 'D') && bytes[statementNameAt(type, bytes)] === 0
}

/** True when a Query or Parse may ask for a COPY FROM STDIN. */
export function mayCopyIn({ type, bytes }: FrontendMessage): boolean {
  if (type !== 'Q' && type !== 'P') return false
  const statement = bytes.toString('latin1', 5)
  return /\bcopy\b/i.test(statement) && /\bstdin\b/i.test(statement)
}

/** Forgets a prepared statement; one that is not there is no error. */
export function closeStatement(name: string): Buffer {
  return message('C', Buffer.concat([Buffer.from('S'), Buffer.from(name, 'latin1'), Buffer.of(0)]))
}

/** The answer without the ParseComplete or CloseComplete with which it begins. */
export function withoutCompletion(answer: Buffer): Buffer {
  return answer[0] === 0x31 || answer[0] === 0x33 ? answer.subarray(5) : answer
}

/** Where the name of a statement stands: in Parse first, in Bind after that of the portal, in Close and Describe after an S. */
function statementNameAt(type: string, bytes: Buffer): number {
  if (type === 'P') return 5
  if (type === 'B') return bytes.indexOf(0, 5) + 1
  return (type === 'D' || type === 'C') && bytes[5] === 0x53 ? 6 : -1
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`)
}
