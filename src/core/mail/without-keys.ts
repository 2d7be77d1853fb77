const ADDRESS = /https?:\/\/\S{1,2000}/g
/**
 * A part of an address, behind its host, that nobody could guess: 128 bits and more are at least 22 signs. Names of places and pages are
 * shorter, and a long one is hidden without harm.
 */
const KEY = /(?<=[^/]\/|[=#])[\w.~%-]{22,}/g

/** A letter for who did not get it: whatever in its addresses opens something for its reader alone is left out. */
export function withoutKeys<Kept extends { readonly text: string }>(letter: Kept): Kept {
  return { ...letter, text: letter.text.replace(ADDRESS, (address) => address.replace(KEY, '…')) }
}
