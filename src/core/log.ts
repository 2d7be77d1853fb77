import { pino, type DestinationStream, type Logger } from 'pino'
import { redact, redactedError } from './redact.ts'

/** Structured logs, one JSON object a line, for machines; never personal data: no addresses, names, query strings or bodies. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * A log on standard output, or on `stream`. Errors (`err`) and what others tell (`reason`, `line`) are redacted: see
 * `redact.ts`. What we write ourselves stays as it is.
 */
export function createLog(level: LogLevel, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (error: unknown) => redactedError(error), reason: redactedText, line: redactedText },
  }
  return stream === undefined ? pino(options) : pino(options, stream)
}

function redactedText(text: unknown): string {
  return redact(String(text))
}
