import { jsonRecords } from '#core/files/json-records.ts'
import { readTexts } from '#core/files/read-texts.ts'

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
  const records = jsonRecords({ within, inArray: false })
  let number = 0
  let bytes = 0
  for await (const part of readTexts(file, 'utf-8')) {
    ;({ bytes } = part)
    if ('damaged' in part) {
      const broken = 'The gzip file is damaged or stops here; everything before it was read.'
      yield { number: number + 1, broken, bytes }
      return
    }
    for (const text of records.take(part.text)) yield { number: ++number, text, bytes }
    if (records.pending() > MOST_RECORD_LENGTH) {
      yield { number: number + 1, broken: 'This record is longer than a million characters.', bytes }
      return
    }
  }
  if (records.isOpen()) yield { number: number + 1, broken: 'The file stops in the middle of this record.', bytes }
}
