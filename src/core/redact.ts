/** What stands in the place of what was taken out. */
const EMAIL_MARK = '[e-mail]'
const SECRET_MARK = '[secret]'
const VALUE_MARK = '[value]'

/** The part before the `@` has at most 64 signs (RFC 5321 §4.5.3.1.1); the limit also keeps this fast on long texts. */
const EMAIL = /[^\s<>()[\]{}\\,;:"'`=|/]{1,64}(?:@|%40)[^\s<>()[\]{}\\,;:"'`=|/?&]+/gu
/** Long words of the alphabet of base64url (RFC 4648 §5), the form of every token of this house. */
const LONG_WORD = /(?<![\w-])[\w-]{20,}(?![\w-])/g
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** An address of the web after its host: paths and queries hold secret links and what people searched for. */
const WEB_PATH = /\b(https?:\/\/[^\s/"'<>]+)\/[^\s"'<>]*/gi
/** The password in an address such as `smtp://user:password@host`. */
const PASSWORD = /\b([a-z][a-z+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g
const DEEPEST_CAUSE = 5

/** What may be kept and read of an error: for the log, and for the tables of facts and jobs that failed. */
export interface RedactedError {
  readonly type: string
  readonly code?: string
  readonly message: string
  readonly stack?: string
  /** Names of the schema only, never values (PostgreSQL, appendix on error fields). */
  readonly table?: string
  readonly constraint?: string
  readonly cause?: RedactedError
  readonly errors?: readonly RedactedError[]
}

/**
 * A text without e-mail addresses, tokens (links, sessions), passwords in addresses, and paths of web addresses. Ids (UUID)
 * stay: they lead whoever may look to the record, and nobody else anywhere.
 */
export function redact(text: string): string {
  return text
    .replace(PASSWORD, `$1:${SECRET_MARK}@`)
    .replace(WEB_PATH, '$1/…')
    .replace(EMAIL, EMAIL_MARK)
    .replace(LONG_WORD, (word) => (isToken(word) ? SECRET_MARK : word))
}

/**
 * An error as it may be kept: its type, code, stack and message, redacted, and so on for its causes. Everything else that it
 * carries is left out: PostgreSQL puts values of the row in `detail`, `where` and the parameters, mail servers the reader in
 * their answer.
 */
export function redactedError(error: unknown, depth = 0): RedactedError {
  if (!(error instanceof Error)) return { type: typeof error, message: redact(String(error)) }
  const message = redactedMessage(error)
  const causes =
    error.cause === undefined || depth >= DEEPEST_CAUSE ? {} : { cause: redactedError(error.cause, depth + 1) }
  const parts =
    error instanceof AggregateError && depth < DEEPEST_CAUSE
      ? { errors: error.errors.map((part) => redactedError(part, depth + 1)) }
      : {}
  return {
    type: error.name,
    ...textField(error, 'code'),
    message,
    ...(error.stack === undefined ? {} : { stack: redact(error.stack.replaceAll(error.message, message)) }),
    ...textField(error, 'table'),
    ...textField(error, 'constraint'),
    ...causes,
    ...parts,
  }
}

/** The message of an error as it may be kept. */
export function redactedMessage(error: unknown): string {
  if (!(error instanceof Error)) return redact(String(error))
  return redact(quotesValues(error) ? error.message.replace(QUOTED, VALUE_MARK) : error.message)
}

/** An error that may be handed to a library that keeps all of it: nothing personal or secret is left in it. */
export function withoutSecrets(error: unknown): Error {
  const { type, message, stack } = redactedError(error)
  const clean = new Error(message)
  clean.name = type
  clean.stack = stack ?? `${type}: ${message}`
  return clean
}

/**
 * Whether the message quotes what was given: data exceptions of PostgreSQL (SQLSTATE class 22), and what `JSON.parse` says of
 * a text. Elsewhere quotes are around names of our own.
 */
function quotesValues(error: Error): boolean {
  return error instanceof SyntaxError || ('code' in error && /^22...$/.test(String(error.code)))
}

/** By chance a token of 22 characters has a digit, or, one in forty times, many capitals; names in code have neither. */
function isToken(word: string): boolean {
  if (UUID.test(word)) return false
  const capitals = word.replace(/[^A-Z]/g, '').length
  return /\d/.test(word) || (capitals >= 5 && /[a-z]/.test(word))
}

function textField(error: Error, name: 'code' | 'table' | 'constraint'): Partial<Record<typeof name, string>> {
  const value = (error as Partial<Record<typeof name, unknown>>)[name]
  return typeof value === 'string' || typeof value === 'number' ? { [name]: redact(String(value)) } : {}
}
