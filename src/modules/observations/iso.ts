/** A moment as ISO 8601 in UTC, with as many decimals as it has. */
export function isoOf(microseconds: number): string {
  const second = Math.floor(microseconds / 1e6)
  const rest = microseconds - second * 1e6
  const whole = new Date(second * 1000).toISOString().slice(0, 19)
  return rest === 0 ? `${whole}Z` : `${whole}.${String(rest).padStart(6, '0').replace(/0+$/, '')}Z`
}
