import { MOST_SIGNS, readTexts, type Row, type Rows } from './read-rows.ts'

/**
 * Reads the objects of a JSON array (RFC 8259) in bounded memory, each as the cells of these columns; with `within` the array is that
 * member of the object that the file is. What is no text becomes the text that JSON has for it, null an empty one. `line` is the
 * number of the object, from 1.
 */
export async function* readJson(
  file: string,
  { columns, within }: { readonly columns: readonly string[]; readonly within: string | undefined },
): AsyncGenerator<Rows> {
  const splitter = objectsOf(within)
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
  const members = new Map(Object.entries(record as object))
  return columns.map((column) => {
    const value: unknown = members.get(column)
    if (value === undefined || value === null) return ''
    return (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('\0', '')
  })
}

/** Finds whole objects in texts that follow each other: those in an array, at the top or in one member of the object at the top. */
function objectsOf(within: string | undefined) {
  const outside = within === undefined ? 0 : 1
  let depth = 0
  let brackets = 0
  let inText = false
  let isEscaped = false
  /** The last text beside the records: the name of the member that holds what comes next. */
  let name = ''
  let record = ''
  let isRecord = false

  return {
    pending: () => record.length,
    isOpen: () => depth > 0,
    take(text: string): string[] {
      const found: string[] = []
      let start = isRecord ? 0 : -1
      for (let at = 0; at < text.length; at++) {
        const sign = text[at]
        if (inText) {
          if (isEscaped) isEscaped = false
          else if (sign === '\\') isEscaped = true
          else if (sign === '"') inText = false
          if (inText && !isRecord && brackets === 0 && name.length < 100) name += sign
        } else if (sign === '"') {
          inText = true
          if (!isRecord && brackets === 0) name = ''
        } else if (sign === '[' && !isRecord && depth === outside) brackets++
        else if (sign === ']' && !isRecord && depth === outside) brackets--
        else if (sign === '{') {
          if (!isRecord && depth === outside && brackets === 1 && (within === undefined || name === within)) {
            isRecord = true
            start = at
          }
          depth++
        } else if (sign === '}' && depth > 0) {
          depth--
          if (!isRecord || depth > outside) continue
          found.push(record + text.slice(start, at + 1))
          record = ''
          isRecord = false
        }
      }
      if (isRecord) record += text.slice(start)
      return found
    },
  }
}
