/** Letters that Unicode does not take apart into a letter and an accent. */
const WHOLE: Readonly<Record<string, string>> = { œ: 'o', æ: 'a', ø: 'o', ß: 's', ł: 'l' }

/** A text in small letters without accents, as questions and answers are compared; the same as `core.folded` in the database. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæøßł]/g, (letter) => WHOLE[letter] ?? letter)
}

/** The words of a text: letters and digits, folded. */
export function wordsIn(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}
