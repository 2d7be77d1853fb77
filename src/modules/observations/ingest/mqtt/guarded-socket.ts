import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

/** A connection whose packets are never longer than it may send. */
export interface GuardedSocket {
  readonly stream: Duplex
  /** From now on packets of so many bytes are let through. */
  allow(bytes: number): void
}

/**
 * Ends a connection as soon as the head of a packet says that more comes than may (MQTT 3.1.1, §2.2.3): the broker would gather up to 256 MB
 * before it looks at any of it.
 */
export function guardSocket(socket: Socket, bytes: number): GuardedSocket {
  const watch = packetWatch(bytes)
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => void socket.write(chunk, done),
    writev(chunks: { chunk: Buffer }[], done) {
      socket.write(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
    },
    final: (done) => void socket.end(done),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
    decodeStrings: true,
  })
  socket.on('data', (chunk: Buffer) => {
    if (!watch.fits(chunk)) stream.destroy()
    else if (!stream.push(chunk)) socket.pause()
  })
  socket.on('end', () => stream.push(null))
  for (const over of ['error', 'close']) socket.on(over, () => stream.destroy())
  return { stream, allow: watch.allow }
}

/** The length takes four bytes at most, seven bits each. */
const MOST_DIGITS = 4

/** Follows packets by their heads; `fits` is false once one is longer than allowed, or has no length. */
export function packetWatch(bytes: number): { allow(bytes: number): void; fits(chunk: Uint8Array): boolean } {
  let most = bytes
  /** Bytes of this packet that are still to come. */
  let left = 0
  /** Bytes of the length that were read; -1: the packet has not begun. */
  let digits = -1
  let length = 0
  return {
    allow(more) {
      most = more
    },
    fits(chunk) {
      for (let at = 0; at < chunk.length;) {
        if (left > 0) {
          const skipped = Math.min(left, chunk.length - at)
          left -= skipped
          at += skipped
          continue
        }
        const byte = chunk[at++] ?? 0
        if (digits < 0) {
          ;[digits, length] = [0, 0]
          continue
        }
        length += (byte & 127) * 128 ** digits
        digits++
        if (length > most || digits > MOST_DIGITS) return false
        if (byte < 128) [digits, left] = [-1, length]
      }
      return true
    },
  }
}
