import { numberText } from '#core/i18n/format.ts'
import type { Language } from '#core/i18n/language.ts'
import { numberWords } from '../pages/value-words.ts'
import { propertyOf } from '../vocabulary/vocabulary.ts'
import { messages } from './messages.ts'
import type { Rule } from './rules.ts'

/** Which of both limits of a test: beyond it a value is suspect, or it failed. */
export type Level = 'suspect' | 'fail'

/** A test with its limit, in words: "more than 4 °C above or below the values around it"; undefined when this limit is not asked. */
export function limitWords(
  { test, with: others, parameters }: Rule,
  level: Level,
  { unit, language }: { readonly unit: string; readonly language: Language },
): string | undefined {
  const t = messages(language)
  const value = (number: number) => numberWords(number, { ucum: unit, symbol: null }, language)
  const plain = (number: number) => numberText(number, language, { maximumFractionDigits: 2 })
  const number = (name: string) => (typeof parameters[name] === 'number' ? parameters[name] : undefined)
  const limit = number(level)
  const hours = (seconds: number | undefined) => Math.round(((seconds ?? 0) / 3600) * 10) / 10
  const km = () => plain((number('radiusMetres') ?? 0) / 1000)
  switch (test) {
    case 'gross-range': {
      const span = parameters[level]
      if (!isSpan(span)) return undefined
      return t('limit.gross-range', { from: value(span[0]), to: value(span[1]) })
    }
    case 'spike':
      return limit === undefined ? undefined : t('limit.spike', { limit: value(limit) })
    case 'rate-of-change':
      return limit === undefined ? undefined : t('limit.rate-of-change', { limit: value(limit * 60) })
    case 'flat-line':
      return t('limit.flat-line', { hours: hours(number(`${level}Seconds`)) })
    case 'attenuated-signal':
      if (limit === undefined) return undefined
      return t('limit.attenuated-signal', { limit: value(limit), hours: hours(number('periodSeconds')) })
    case 'consistency': {
      const room = parameters[level] as { readonly absolute?: number; readonly relative?: number } | null | undefined
      if (room == null) return undefined
      const given = {
        limit: value(room.absolute ?? 0),
        percent: numberText(room.relative ?? 0, language, { style: 'percent', maximumFractionDigits: 1 }),
      }
      if (parameters['relation'] === 'sum') return t('limit.sum', given)
      const names = (others ?? []).map((word) => propertyOf(word)?.label[language] ?? word)
      return t('limit.at-most', { ...given, with: names.join(' + ') })
    }
    case 'impossible-date': {
      const minutes = Math.round((number('slackSeconds') ?? 300) / 60)
      return t(level === 'suspect' ? 'limit.ahead' : 'limit.farAhead', { minutes })
    }
    case 'time-gap':
      return level === 'suspect' ? t('limit.time-gap', { hours: hours(number('seconds') ?? 7200) }) : undefined
    case 'isolation':
      if (level === 'fail') return undefined
      return t('limit.isolation', { count: plain(number('leastNeighbours') ?? 0), km: km() })
    case 'buddy':
      return level === 'suspect'
        ? undefined
        : t('limit.deviations', { count: plain(number('threshold') ?? 0), km: km() })
    case 'spatial-consistency':
      return level === 'suspect'
        ? undefined
        : t('limit.deviations', { count: plain(Math.sqrt(number('above') ?? 9)), km: km() })
    case 'robust-consistency':
      return t('limit.deviations', { count: plain(limit ?? (level === 'suspect' ? 4 : 6)), km: km() })
    case 'percentile-range':
      return level === 'suspect' ? t('limit.percentile-range') : undefined
    case 'location':
      return t('limit.location')
    // climatology
    default:
      return t('limit.climatology')
  }
}

function isSpan(span: unknown): span is readonly [number, number] {
  return Array.isArray(span) && span.length === 2 && span.every((end) => typeof end === 'number')
}
