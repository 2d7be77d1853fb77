// Tells somebody who writes Dutch, while they write, which words are hard to read and which sentences are long. The texts of
// the hints stand in the page, in the language of the reader. Without this script the page is whole.
import { officialeseIn } from '../../core/plain-dutch/officialese.ts'
import {
  MOST_WORDS_A_SENTENCE,
  PLAIN_SCORE,
  readabilityOf,
  sentencesOf,
  wordsOf,
} from '../../core/plain-dutch/readability.ts'

const PAUSE_MS = 600
const FEW_WORDS = 20

for (const hint of document.querySelectorAll<HTMLElement>('[data-plain-for]')) {
  const area = document.querySelector<HTMLTextAreaElement>(`#${hint.dataset['plainFor']}`)
  if (area === null) continue
  let timer: ReturnType<typeof setTimeout> | undefined
  area.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => show(hint, area.value), PAUSE_MS)
  })
  show(hint, area.value)
}

function show(hint: HTMLElement, text: string): void {
  const { word: aboutWord = '', sentence: aboutSentence = '', score: aboutScore = '' } = hint.dataset
  const lines = officialeseIn(text).map(({ word, instead }) => fill(aboutWord, word, instead))
  const long = sentencesOf(text).find((sentence) => wordsOf(sentence).length > 1.5 * MOST_WORDS_A_SENTENCE)
  if (long !== undefined) lines.push(fill(aboutSentence, `${wordsOf(long).slice(0, 4).join(' ')} …`))
  const { words, score = 100 } = readabilityOf(text)
  if (words >= FEW_WORDS && score < PLAIN_SCORE) lines.push(aboutScore)
  if (lines.join('\n') === hint.innerText) return
  hint.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('p')
      item.textContent = line
      return item
    }),
  )
}

/** Puts words in the places `{0}` and `{1}` of a text. */
function fill(text: string, ...words: string[]): string {
  return text.replace(/\{(\d)\}/g, (_, place: string) => words[Number(place)] ?? '')
}
