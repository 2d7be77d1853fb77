import type { VNode } from 'preact'
import { fold } from '#core/search/fold.ts'
import { shapesOf, type Question } from '#core/search/question.ts'

const LONGEST = 180

/** A text with the words of the question marked; of a long one the part around the first of them. */
export function Highlight({ text, question }: { text: string; question: Question }): VNode {
  const pieces = text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu) ?? []
  const first = pieces.findIndex((piece) => isWanted(piece, question))
  const start = text.length <= LONGEST || first < 10 ? 0 : first - 8
  const shown = cut(pieces.slice(start))
  return (
    <>
      {start > 0 && '… '}
      {shown.map((piece) => (isWanted(piece, question) ? <mark>{piece}</mark> : piece))}
      {shown.length < pieces.length - start && ' …'}
    </>
  )
}

function cut(pieces: readonly string[]): readonly string[] {
  let length = 0
  const end = pieces.findIndex((piece) => (length += piece.length) > LONGEST)
  return end === -1 ? pieces : pieces.slice(0, end)
}

function isWanted(piece: string, { words }: Question): boolean {
  const folded = fold(piece)
  return words.some((word) => {
    const { starts, ends, whole } = shapesOf(word)
    return (
      whole.includes(folded) || starts.some((one) => folded.startsWith(one)) || ends.some((one) => folded.endsWith(one))
    )
  })
}
