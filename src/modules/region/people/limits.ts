import type { Limit } from '#core/throttle/throttle.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Letters to one address from one network: enough for somebody who presses again, too few to be a nuisance. */
export const LETTERS_TO_ADDRESS_FROM_NETWORK: Limit = {
  purpose: 'sign-in-letter-to-from',
  free: 4,
  firstPauseSeconds: 2 * MINUTE,
  longestPauseSeconds: 2 * HOUR,
  forgetSeconds: 24 * HOUR,
}

/** Letters to one address from everywhere: whoever asks for them elsewhere does not keep its owner out. */
export const LETTERS_TO_ADDRESS: Limit = {
  purpose: 'sign-in-letter-to',
  free: 40,
  firstPauseSeconds: 2 * MINUTE,
  longestPauseSeconds: 2 * HOUR,
  forgetSeconds: 24 * HOUR,
}

/** Letters asked for from one network address: a library or a town hall has many people behind one. */
export const LETTERS_FROM_NETWORK: Limit = {
  purpose: 'sign-in-letter-from',
  free: 40,
  firstPauseSeconds: 30,
  longestPauseSeconds: 30 * MINUTE,
  forgetSeconds: HOUR,
}

/** Wrong links, codes and passkeys from one network address. */
export const WRONG_FROM_NETWORK: Limit = {
  purpose: 'sign-in-wrong-from',
  free: 20,
  firstPauseSeconds: 5,
  longestPauseSeconds: 30 * MINUTE,
  forgetSeconds: HOUR,
}

/** Passkey answers for one account from one network address: others of the same house, and the account elsewhere, go on. */
export const WRONG_FOR_ACCOUNT: Limit = {
  purpose: 'sign-in-wrong-for',
  free: 5,
  firstPauseSeconds: 10,
  longestPauseSeconds: 30 * MINUTE,
  forgetSeconds: HOUR,
}
