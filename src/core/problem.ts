import type { Localised } from './i18n/catalog.ts'

/**
 * A mistake that we foresee. `code` is stable and read by machines; `title` is read by people, in their language.
 * A page answers it as a page, the API as `application/problem+json` (RFC 9457). Everything else that is thrown is a bug.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: Localised
  /** What to do about it, where the title does not say so. */
  readonly help: Localised | undefined
  /** Where to go on, without the language; where it does not say, to the home page. */
  readonly next: { readonly path: string; readonly text: Localised } | undefined
  /** Extra members of the problem document, for machines. Never personal data. */
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    status: number,
    title: Localised,
    options: { cause?: unknown; help?: Localised; next?: Problem['next']; extensions?: Record<string, unknown> } = {},
  ) {
    super(`${code}: ${title('en')}`, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.title = title
    this.help = options.help
    this.next = options.next
    this.extensions = options.extensions ?? {}
  }
}

/**
 * What went wrong and why: the message of an error and those of its causes, in one line, for who runs the square. A
 * `Problem` is calm towards visitors; its cause ("connect ECONNREFUSED 127.0.0.1:5432") is what an operator can mend.
 */
export function explainCause(error: unknown): string {
  const reasons = new Set<string>()
  for (let link = error, depth = 0; link !== undefined && depth < 10; depth += 1) {
    reasons.add(reasonOf(link))
    link = link instanceof Error ? link.cause : undefined
  }
  return [...reasons].filter((reason) => reason !== '').join(': ')
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof Problem) return error.title('en').replace(/\.$/, '')
  // A host with several addresses fails once for each of them, with an empty message of its own.
  if (error.message === '' && error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error.message || error.name
}
