/** What staff know of who reported. */
export interface Reporter {
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
}

const BLANK = '[…]'

/** Small words in family names: they are in every sentence, and tell nothing about anybody. */
const PARTICLES =
  'van de den der het ter ten te op in aan la le les du des di da von vom zu zum el al ben bin mr mw dhr mevr mme'.split(
    ' ',
  )

/**
 * A text of staff in which the reporter can no longer be recognised: the name, in whole and each part of it, the e-mail
 * address and the telephone number, however it was spaced or prefixed, become `[…]`.
 */
export function withoutReporter(text: string, reporter: Reporter): string {
  return patternsOf(reporter).reduce((rest, pattern) => rest.replace(pattern, BLANK), text)
}

function patternsOf({ name, email, phone }: Reporter): RegExp[] {
  const whole = [email, name].filter((one) => one !== null && one.trim() !== '').map((one) => spaced(one ?? ''))
  // Parts only as they were written: "An" is a name, "an" is French for a year.
  const parts = (name ?? '')
    .split(/[\s,]+/)
    .filter((part) => part.length > 1 && !PARTICLES.includes(part.toLowerCase()))
  return [
    ...whole.map((one) => new RegExp(`(?<![\\p{L}\\p{N}])${one}(?![\\p{L}\\p{N}])`, 'giu')),
    ...parts.map((part) => new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(part)}(?![\\p{L}\\p{N}])`, 'gu')),
    ...phonePattern(phone ?? ''),
  ]
}

/** However many spaces or line breaks stand between the words. */
function spaced(words: string): string {
  return words.trim().split(/\s+/).map(RegExp.escape).join('\\s+')
}

const SEPARATORS = '[\\s./()-]*'
const SHORTEST_NUMBER = 6

/** A Belgian number is the same with +32, 0032 or 0 in front, and with any spaces, dots, slashes and brackets inside. */
function phonePattern(phone: string): RegExp[] {
  const digits = phone.replace(/\D/g, '').replace(/^(?:00)?32(?=\d{8,9}$)|^0/, '')
  if (digits.length < SHORTEST_NUMBER) return []
  const prefix = `(?:(?:\\+|00)?32${SEPARATORS})?(?:\\(?0\\)?${SEPARATORS})?\\(?`
  return [new RegExp(`(?<!\\d)${prefix}${digits.split('').join(SEPARATORS)}(?!\\d)`, 'g')]
}
