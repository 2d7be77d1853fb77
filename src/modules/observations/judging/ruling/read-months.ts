import { writtenNumber } from '../../written-number.ts'

/** What is usual in some months. */
export interface MonthMember {
  readonly period: 'month'
  readonly time: readonly [number, number]
  readonly suspect: readonly [number, number]
  readonly fail: readonly [number, number] | null
}

/**
 * Reads lines such as "6-8: 0; 38; -5; 45": from June to August 0 to 38 is usual, and below -5 or above 45 cannot be. The last two may be left
 * out. A line that nobody understands is given back.
 */
export function readMonths(text: string): { members: MonthMember[]; wrongLine?: string } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const members: MonthMember[] = []
  for (const line of lines) {
    const member = readLine(line)
    if (member === undefined) return { members, wrongLine: line.trim() }
    members.push(member)
  }
  return { members }
}

function readLine(line: string): MonthMember | undefined {
  const [, months = '', limits = ''] = /^([^:]*):(.*)$/.exec(line) ?? []
  const [, first = '', last = first] = /^\s*(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?\s*$/.exec(months) ?? []
  const numbers = limits.split(';').map(writtenNumber)
  const [low, high, least, most] = numbers
  const [begin, end] = [Number(first), Number(last)]
  if (begin < 1 || end > 12 || begin > end || numbers.some(Number.isNaN)) return undefined
  if (low === undefined || high === undefined || low >= high) return undefined
  if (numbers.length === 2) return { period: 'month', time: [begin, end], suspect: [low, high], fail: null }
  if (numbers.length !== 4 || least === undefined || most === undefined || least > low || most < high) return undefined
  return { period: 'month', time: [begin, end], suspect: [low, high], fail: [least, most] }
}
