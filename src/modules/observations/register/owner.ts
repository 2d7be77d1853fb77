import { randomBytes } from 'node:crypto'

const PREFIX = 'resident:'
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** An owner of its own for one registration: some 62 bits, and nothing that leads to anybody. Its key opens nothing else. */
export function newOwner(): string {
  return PREFIX + [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
}

/** Whether an owner is a resident with a sensor at home, and no body. */
export function isOfResident(owner: string): boolean {
  return owner.startsWith(PREFIX)
}
