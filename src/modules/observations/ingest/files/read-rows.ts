import { readTexts } from '#core/files/read-texts.ts'

/** More signs than this between two ends of line are no line of measurements. */
export const MOST_SIGNS = 1_000_000

/** A row of a file; `line` counts from 1, the line with the names included. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows as they come, some at a time; `bytes` is how much of the file was read. `broken` says why the file ends before its end. */
export interface Rows {
  readonly rows: readonly Row[]
  readonly bytes: number
  readonly broken?: { readonly line: number; readonly reason: 'file-damaged' | 'line-too-long' }
}

/** Reads a CSV file (RFC 4180) in bounded memory. Empty lines are no rows; NUL is left out. */
export async function* readCsv(
  file: string,
  { delimiter, encoding }: { readonly delimiter: string; readonly encoding: 'utf-8' | 'latin1' },
): AsyncGenerator<Rows> {
  let rest = ''
  let line = 1
  let bytes = 0
  for await (const part of readTexts(file, encoding)) {
    ;({ bytes } = part)
    if ('damaged' in part) {
      yield { rows: [], bytes, broken: { line, reason: 'file-damaged' } }
      return
    }
    const taken = takeRows(rest + part.text.replaceAll('\0', ''), { delimiter, line, isEnd: false })
    ;({ rest, line } = taken)
    if (taken.rows.length > 0) yield { rows: taken.rows, bytes }
    if (rest.length > MOST_SIGNS) {
      yield { rows: [], bytes, broken: { line, reason: 'line-too-long' } }
      return
    }
  }
  const { rows } = takeRows(rest, { delimiter, line, isEnd: true })
  if (rows.length > 0) yield { rows, bytes }
}

interface Taken {
  readonly rows: Row[]
  readonly rest: string
  readonly line: number
}

function takeRows(
  text: string,
  { delimiter, line: first, isEnd }: { delimiter: string; line: number; isEnd: boolean },
): Taken {
  const rows: Row[] = []
  let line = first
  let from = 0
  while (from < text.length) {
    let end = text.indexOf('\n', from)
    if (end < 0) {
      if (!isEnd) break
      end = text.length
    }
    let piece = text.slice(from, end)
    let lines = 1
    if (piece.includes('"') && isCut(piece, delimiter)) {
      const whole = wholeRow(text, { from, end, delimiter, isEnd })
      if (whole === 'more') return { rows, rest: text.slice(from), line }
      // A quote that nothing closes is a sign like another: the line ends where it ends, and those after it are read.
      if (whole !== 'never') {
        end = whole
        piece = text.slice(from, end)
        lines = piece.split('\n').length
      }
    }
    if (piece.endsWith('\r')) piece = piece.slice(0, -1)
    if (piece !== '')
      rows.push({ line, cells: piece.includes('"') ? quotedCells(piece, delimiter) : piece.split(delimiter) })
    line += lines
    from = end + 1
  }
  return { rows, rest: text.slice(from), line }
}

/** Where the row ends of which a cell in quotes holds ends of line: not before the next quote. */
function wholeRow(
  text: string,
  { from, end: first, delimiter, isEnd }: { from: number; end: number; delimiter: string; isEnd: boolean },
): number | 'more' | 'never' {
  let end = first
  for (;;) {
    const quote = text.indexOf('"', end + 1)
    if (quote < 0) return isEnd ? 'never' : 'more'
    const next = text.indexOf('\n', quote)
    if (next < 0 && !isEnd) return 'more'
    end = next < 0 ? text.length : next
    if (!isCut(text.slice(from, end), delimiter)) return end
    if (next < 0) return 'never'
  }
}

/** Whether a text ends within a cell in quotes. A quote that does not begin a cell is a sign like another. */
function isCut(text: string, delimiter: string): boolean {
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      do {
        const end = text.indexOf('"', at + 1)
        if (end < 0) return true
        at = end + 1
      } while (text[at] === '"')
    }
    const next = text.indexOf(delimiter, at)
    if (next < 0) return false
    at = next + 1
  }
}

function quotedCells(text: string, delimiter: string): string[] {
  const cells: string[] = []
  let at = 0
  for (;;) {
    let cell = ''
    if (text[at] === '"') {
      at++
      for (;;) {
        const end = text.indexOf('"', at)
        if (end < 0) return [...cells, cell + text.slice(at)]
        cell += text.slice(at, end)
        at = end + 1
        if (text[at] !== '"') break
        cell += '"'
        at++
      }
    }
    const next = text.indexOf(delimiter, at)
    if (next < 0) return [...cells, cell + text.slice(at)]
    cells.push(cell + text.slice(at, next))
    at = next + 1
  }
}
