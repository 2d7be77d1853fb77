import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

/**
 * The texts of a file, part by part, unpacked when it is gzip (RFC 1952, known by its first bytes); `bytes` is how much of the file was read.
 * A gzip file that is damaged or stops gives what stands before the break, and then `damaged`.
 */
export async function* readTexts(
  file: string,
  encoding: 'utf-8' | 'latin1',
): AsyncGenerator<{ text: string; bytes: number } | { damaged: true; bytes: number }> {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 })
  // pipeline() tells its callback; the loop below meets the same error on the stream that it reads.
  const stream = (await isGzip(file))
    ? pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), () => undefined)
    : source
  const decoder = new TextDecoder(encoding)
  try {
    for await (const chunk of stream)
      yield { text: decoder.decode(chunk as Uint8Array, { stream: true }), bytes: source.bytesRead }
    yield { text: decoder.decode(), bytes: source.bytesRead }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error
    yield { damaged: true, bytes: source.bytesRead }
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}
