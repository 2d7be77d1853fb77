import { jsonRecords } from '#core/files/json-records.ts'
import { readTexts } from '#core/files/read-texts.ts'
import { MOST_SIGNS, type Row, type Rows } from './read-rows.ts'

/**
 * Reads the objects of a JSON array (RFC 8259) in bounded memory, each as the cells of these columns; with `within` the array is that
 * member of the object that the file is. What is no text becomes the text that JSON has for it, null an empty one. `line` is the
 * number of the object, from 1.
 */
export async function* readJson(
  file: string,
  { columns, within }: { readonly columns: readonly string[]; readonly within: string | undefined },
): AsyncGenerator<Rows> {
  const splitter = jsonRecords({ within, inArray: true })
  let line = 0
  let bytes = 0
  for await (const part of readTexts(file, 'utf-8')) {
    ;({ bytes } = part)
    if ('damaged' in part) {
      yield { rows: [], bytes, broken: { line: line + 1, reason: 'file-damaged' } }
      return
    }
    const rows: Row[] = []
    for (const text of splitter.take(part.text)) rows.push({ line: ++line, cells: cellsOf(text, columns) })
    if (rows.length > 0) yield { rows, bytes }
    if (splitter.pending() > MOST_SIGNS) {
      yield { rows: [], bytes, broken: { line: line + 1, reason: 'line-too-long' } }
      return
    }
  }
  if (splitter.isOpen()) yield { rows: [], bytes, broken: { line: line + 1, reason: 'file-damaged' } }
}

function cellsOf(text: string, columns: readonly string[]): string[] {
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch {
    return []
  }
  return cellsOfRecord(record as object, columns)
}

/** The members of an object as the cells of these columns. */
export function cellsOfRecord(record: object, columns: readonly string[]): string[] {
  const members = new Map<string, unknown>(Object.entries(record))
  return columns.map((column) => {
    const value = members.get(column)
    if (value === undefined || value === null) return ''
    return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\0', '')
  })
}
