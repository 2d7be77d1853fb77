/** Groups of letters that are one sound, the longest first: what else stands beside a vowel begins a syllable of its own. */
const SOUNDS = [
  'aai', 'ooi', 'oei', 'eeu', 'ieu', 'eau', 'aa', 'ee', 'oo', 'uu', 'ie', 'oe', 'eu', 'ui', 'ei', 'ij', 'au', 'ou', 'ai', 'oi',
] // prettier-ignore
const SOUND = new RegExp(`${SOUNDS.join('|')}|[aeiouyáàâéèêëíîïóôöúûü]`, 'g')

/**
 * How many syllables a Dutch word has: one for each vowel sound. A diaeresis begins a syllable (`reëel` 2, `coöperatie` 5), as it
 * does in spelling. Right for more than nine in ten words; loan words such as `site` or `team` are counted as they are written.
 */
export function syllablesOf(word: string): number {
  const written = word.toLowerCase().normalize('NFC')
  // Letters that are spelled: "GSM", "PDF", "nv".
  const sounds = written
    .replace(/qu/g, 'kw')
    .replace(/y(?=[aeiou])/g, 'j')
    .replace(/i(?=[oa])/g, 'i-')
    .match(SOUND)
  return Math.max(1, sounds?.length ?? 0)
}
