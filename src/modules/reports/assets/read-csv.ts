import { createReadStream } from 'node:fs'

const MOST_ROW_LENGTH = 100_000
const MOST_COLUMNS = 500

/** A row of a file: its values by the names of the first row; or the sentence why it could not be read. `number` is its line. */
export type CsvRow =
  | { readonly number: number; readonly values: Readonly<Record<string, string>>; readonly bytes: number }
  | { readonly number: number; readonly broken: string; readonly isEnd: boolean; readonly bytes: number }

/**
 * Reads a CSV file (RFC 4180, UTF-8) row by row, in bounded memory. The first row names the columns; they are parted by `,`, `;` or
 * a tab, whichever stands there most. Empty lines are passed over. A row that never ends stops the reading.
 */
export async function* readCsv(file: string): AsyncGenerator<CsvRow> {
  const source = createReadStream(file)
  const decoder = new TextDecoder()
  let [row, line, first] = ['', 1, 1]
  let isQuoted = false
  let header: Header | undefined

  const end = (number: number): CsvRow | undefined => {
    const text = row.replace(/\r$/, '')
    row = ''
    if (text.trim() === '') return undefined
    if (header === undefined) {
      const separator = separatorOf(text)
      const names = cells(text, separator).map((name) => name.trim())
      if (names.length > MOST_COLUMNS)
        return { number, broken: `There are more than ${MOST_COLUMNS} columns.`, isEnd: true, bytes: source.bytesRead }
      header = { separator, names }
      return undefined
    }
    const values = cells(text, header.separator)
    if (values.length !== header.names.length)
      return {
        number,
        broken: `This row has ${values.length} values; the first row names ${header.names.length}.`,
        isEnd: false,
        bytes: source.bytesRead,
      }
    return {
      number,
      values: Object.fromEntries(header.names.map((name, index) => [name, values[index] ?? ''])),
      bytes: source.bytesRead,
    }
  }

  for await (const chunk of source) {
    for (const sign of decoder.decode(chunk as Buffer, { stream: true })) {
      if (sign === '"') isQuoted = !isQuoted
      if (sign === '\n') line++
      if (sign !== '\n' || isQuoted) {
        row += sign
        continue
      }
      const read = end(first)
      first = line
      if (read !== undefined) yield read
      if (read !== undefined && 'isEnd' in read && read.isEnd) return
    }
    if (row.length <= MOST_ROW_LENGTH) continue
    yield {
      number: first,
      broken: 'This row never ends: a quotation mark is missing.',
      isEnd: true,
      bytes: source.bytesRead,
    }
    return
  }
  if (isQuoted) {
    yield {
      number: first,
      broken: 'The file stops in the middle of this row: a quotation mark is missing.',
      isEnd: true,
      bytes: source.bytesRead,
    }
    return
  }
  const last = end(first)
  if (last !== undefined) yield last
}

interface Header {
  readonly separator: string
  readonly names: readonly string[]
}

function separatorOf(text: string): string {
  const count = (sign: string) => text.split(sign).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}

/** The values of a row, without the quotation marks around them. */
function cells(text: string, separator: string): string[] {
  const found: string[] = []
  let [cell, isQuoted] = ['', false]
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"' && isQuoted && text[at + 1] === '"') {
      cell += '"'
      at++
    } else if (sign === '"') isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      found.push(cell)
      cell = ''
    } else cell += sign ?? ''
  }
  return [...found, cell]
}
