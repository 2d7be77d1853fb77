import { LORAWAN } from '../ingest/lorawan/keep-refused.ts'
import type { Waiting } from '../store/quarantine.ts'

/** What came in by other ways than a file. */
const NO_FILES: readonly string[] = ['mqtt', 'data-array', 'sensorthings', LORAWAN]

/** Whether it is a line of a file: cells that can be mended one by one. */
export function isFileLine({ format }: Pick<Waiting, 'format'>): boolean {
  return !NO_FILES.includes(format)
}

/** What came, as text: a message as it was sent, a list as JSON. */
export function textOfPayload({ format, payload }: Pick<Waiting, 'format' | 'payload'>): string {
  const isMessage = format === 'mqtt' || format === 'sensorthings'
  return isMessage && typeof payload === 'string' ? payload : JSON.stringify(payload)
}

/** The cells of a line with the names of their columns; undefined for what is no line of cells. */
export function cellsOf(
  refused: Pick<Waiting, 'format' | 'context'>,
  text: string,
): { readonly name: string; readonly value: string }[] | undefined {
  if (!isFileLine(refused)) return undefined
  const cells = parsed(text)
  if (!Array.isArray(cells) || cells.length === 0 || !cells.every((cell) => typeof cell === 'string')) return undefined
  const { names } = refused.context
  return cells.map((value: string, place) => ({
    name: (Array.isArray(names) && typeof names[place] === 'string' && names[place]) || String(place + 1),
    value,
  }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
