/**
 * The flags of QARTOD, primary level (U.S. IOOS, "Manual for the Use of Real-Time Oceanographic Data Quality Control Flags", 1.2, 2020),
 * as they are stored: 1 passed, 2 could not be tested, 3 suspect, 4 failed, 9 nothing was measured.
 */
export const FLAG = { good: 1, unknown: 2, suspect: 3, fail: 4, missing: 9 } as const

/** From what gives way to what goes before all: a good value beats one that could not be tested, a failed one beats all. */
const ORDER = [FLAG.missing, FLAG.unknown, FLAG.good, FLAG.suspect, FLAG.fail]
const RANK = new Uint8Array(256)
for (const [rank, flag] of ORDER.entries()) RANK[flag] = rank + 1

/**
 * What several tests say together: for each point the flag that goes before the others, failed > suspect > good > not tested > missing
 * (`qartod_compare`). Where no test spoke: 2. Throws a RangeError when the columns differ in length or hold something else than flags.
 */
export function combineFlags(columns: readonly Uint8Array[]): Uint8Array {
  const together = new Uint8Array(columns[0]?.length ?? 0)
  for (const flags of columns) {
    if (flags.length !== together.length) throw new RangeError('These columns of flags differ in length.')
    for (let i = 0; i < flags.length; i += 1) {
      const flag = flags[i] as number
      if (RANK[flag] === 0) throw new RangeError(`${flag} is no flag: flags are 1, 2, 3, 4 and 9.`)
      if ((RANK[flag] as number) > (RANK[together[i] as number] as number)) together[i] = flag
    }
  }
  return together
}
