import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'

const MOST_RECORD_LENGTH = 1_000_000

/** One element of a JSON array, still as text; or the sentence why it could not be read to its end. */
export type RawRecord =
  | { readonly number: number; readonly text: string; readonly bytes: number }
  | { readonly number: number; readonly broken: string; readonly bytes: number }

/**
 * Reads the objects of a JSON array (RFC 8259) one by one, so that a file of any size fits in memory and one that stops
 * halfway gives everything before the break. Gzip is recognised by its first bytes (RFC 1952). `number` counts from 1;
 * `bytes` is how much of the file has been read. With `within`, the array is that member of the object that the file is:
 * `features` of a FeatureCollection.
 */
export async function* readRecords(file: string, { within }: { within?: string } = {}): AsyncGenerator<RawRecord> {
  const source = createReadStream(file)
  const packed = await startsWith(file, [0x1f, 0x8b])
  // pipeline() reports to its callback; the loop below sees the same error on the stream that it reads.
  const stream = packed ? pipeline(source, createGunzip(), () => undefined) : source
  const decoder = new TextDecoder()
  let number = 0
  let depth = 0
  let inText = false
  let escaped = false
  let record = ''
  // Braces around the records, and the last text beside them: the name of the member that holds what comes next.
  const outside = within === undefined ? 0 : 1
  let name = ''
  let brackets = 0
  let isRecord = false

  try {
    for await (const chunk of stream) {
      const text = decoder.decode(chunk, { stream: true })
      let start = isRecord ? 0 : -1
      for (let at = 0; at < text.length; at++) {
        const sign = text[at]
        if (inText) {
          if (escaped) escaped = false
          else if (sign === '\\') escaped = true
          else if (sign === '"') inText = false
          if (inText && !isRecord && brackets === 0 && within !== undefined && name.length <= within.length)
            name += sign
        } else if (sign === '"') {
          inText = true
          if (!isRecord && brackets === 0) name = ''
        } else if (sign === '[' && !isRecord && depth === outside) brackets++
        else if (sign === ']' && !isRecord && depth === outside) brackets--
        else if (sign === '{') {
          if (depth === outside && (within === undefined || (name === within && brackets === 1))) {
            isRecord = true
            start = at
          }
          depth++
        } else if (sign === '}' && depth > 0) {
          depth--
          if (!isRecord || depth > outside) continue
          number++
          yield { number, text: record + text.slice(start, at + 1), bytes: source.bytesRead }
          record = ''
          isRecord = false
          start = -1
        }
      }
      if (isRecord) record += text.slice(start)
      if (record.length > MOST_RECORD_LENGTH) {
        yield {
          number: number + 1,
          broken: 'This record is longer than a million characters.',
          bytes: source.bytesRead,
        }
        return
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error
    yield {
      number: number + 1,
      broken: 'The gzip file is damaged or stops here; everything before it was read.',
      bytes: source.bytesRead,
    }
    return
  }
  if (depth > 0)
    yield { number: number + 1, broken: 'The file stops in the middle of this record.', bytes: source.bytesRead }
}

async function startsWith(file: string, signature: readonly number[]): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(signature.length), 0, signature.length, 0)
    return signature.every((byte, index) => buffer[index] === byte)
  } finally {
    await handle.close()
  }
}
