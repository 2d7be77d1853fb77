import { CLOSINGS, statusOf } from '../../handling/closing.ts'
import { statusKey, type Meaning, type Meanings } from '../server/statuses.ts'

const OPEN = ['received', 'in-progress', 'waiting'] as const
const MOST_LINES = 40
const LONGEST_WORD = 60

/** What a body may say that a status of its system means: a status that is open, or why it is closed. */
export const MEANINGS = [...OPEN, ...CLOSINGS, 'elsewhere'] as const

/** Reads lines such as `closed = repaired`; undefined when one of them says something else, or says it twice. */
export function readMeanings(text: string): Meanings | undefined {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const read = lines.map((line): [string, Meaning | undefined] => {
    const [word = '', means = '', ...more] = line.split('=').map((part) => part.trim())
    return [statusKey(word), more.length > 0 ? undefined : meaningOf(means)]
  })
  const words = new Set(read.map(([word]) => word))
  const isGood = read.every(([word, meaning]) => word !== '' && word.length <= LONGEST_WORD && meaning !== undefined)
  if (!isGood || words.size < read.length || read.length > MOST_LINES) return undefined
  return Object.fromEntries(read.flatMap(([word, meaning]) => (meaning === undefined ? [] : [[word, meaning]])))
}

/** The lines again, as they are typed. */
export function writeMeanings(meanings: Meanings): string {
  return Object.entries(meanings)
    .map(([word, { status, closing }]) => `${word} = ${closing ?? status}`)
    .join('\n')
}

function meaningOf(text: string): Meaning | undefined {
  const open = OPEN.find((status) => status === text)
  if (open !== undefined) return { status: open, closing: null }
  if (text === 'elsewhere') return { status: 'refused', closing: 'elsewhere' }
  const closing = CLOSINGS.find((one) => one === text)
  return closing === undefined ? undefined : { status: statusOf(closing), closing }
}
