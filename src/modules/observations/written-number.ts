/** A number as people write it, with a comma or a point; NaN for anything else. */
export function writtenNumber(text: string): number {
  const written = text.trim().replace(',', '.').replace('−', '-')
  return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(written) ? Number(written) : Number.NaN
}
