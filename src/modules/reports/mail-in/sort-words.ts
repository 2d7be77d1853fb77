/** What programs put before the subject of an answer or of a letter that is passed on, in four languages. */
export const TOPIC_PREFIX = /^(?:(?:re|fwd?|antw|doorst|tr|ref|aw|wg)\s*:\s*)+/i
const PASSED_ON = /^(?:(?:re|antw|aw)\s*:\s*)*(?:fwd?|doorst|tr|wg)\s*:/i

/** A line that begins what is quoted is not longer. */
const LINE_LOOKED_AT = 300
/** Lines with which programs begin what they quote or pass on, in four languages. */
const RULED =
  /^(?:-{2,}\s*(?:oorspronkelijk|original|message d[’']origine|ursprüngliche).*|_{10,}|\*?(?:van|from|de|von)\s*:\*?\s.+@.+)$/i
const PASSING_ON =
  /^(?:-{2,}\s*)?(?:begin )?(?:forwarded message|doorgestuurd bericht|message transféré|message réexpédié|weitergeleitete nachricht)/i
const INTRODUCED = /^(?:op|on|le|am) .{4,150}(?:schreef|wrote|a écrit|schrieb).{0,150}:\s*$/i
const WRITER = /^\*?(?:van|from|de|von)\s*:\*?\s*(.{1,250})$/i

/** The words of a letter that count, and who wrote them when that is not who sent it. */
export interface Sorted {
  readonly text: string
  readonly writer: { readonly name: string; readonly address: string } | undefined
}

/**
 * What somebody says in a letter: up to the first quoted letter, and to the signature (RFC 3676 §4.3). Of a letter that was passed on, or
 * that has nothing above what it quotes, everything is kept: the words of a resident then stand below.
 */
export function sortWords(whole: string, subject: string): Sorted {
  const lines = whole.replaceAll('\r\n', '\n').split('\n')
  const end = lines.findIndex((_line, at) => endsHere(lines, at))
  const own = clean((end === -1 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>')))
  const isPassedOn = PASSED_ON.test(subject.trim()) || lines.some((line) => PASSING_ON.test(bare(line)))
  if (!isPassedOn && own !== '') return { text: own, writer: undefined }
  const text = clean(lines.map((line) => line.replace(/^(?:>\s?)+/, '')))
  return { text, writer: isPassedOn ? writerIn(lines) : undefined }
}

function endsHere(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? ''
  if (line === '-- ' || line === '--') return true
  if (line.length >= LINE_LOOKED_AT) return false
  if (RULED.test(line.trim()) || PASSING_ON.test(line.trim())) return true
  // Long introductions are broken over two lines. Without a date or a quote below, it is a sentence like any other.
  const rest = lines.slice(at + 1, at + 5)
  const two = `${line.trim()} ${rest[0]?.trim().slice(0, LINE_LOOKED_AT) ?? ''}`
  const isOne = INTRODUCED.test(line.trim())
  const isTwo = !isOne && /^(?:op|on|le|am) .*\d/i.test(line.trim()) && INTRODUCED.test(two)
  return isTwo || (isOne && (/\d|@/.test(line) || rest.find((one) => one.trim() !== '')?.startsWith('>') === true))
}

function writerIn(lines: readonly string[]): Sorted['writer'] {
  for (const line of lines) {
    const [, said] = WRITER.exec(bare(line)) ?? []
    const [address] = /[^\s@<>:[\]()"']+@[^\s@<>[\]()"']+/.exec(said ?? '') ?? []
    if (said !== undefined && address !== undefined)
      return {
        name: said
          .slice(0, said.indexOf(address))
          .replace(/mailto:|[<>[\]()"*]/gi, '')
          .trim(),
        address,
      }
  }
  return undefined
}

function bare(line: string): string {
  return line
    .slice(0, LINE_LOOKED_AT)
    .replace(/^(?:>\s?)+/, '')
    .trim()
}

function clean(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
