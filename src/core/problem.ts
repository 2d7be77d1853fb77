import type { Localised } from './i18n/catalog.ts'

/**
 * A mistake that we foresee. `code` is stable and read by machines; `title` is read by people, in their language.
 * A page answers it as a page, the API as `application/problem+json` (RFC 9457). Everything else that is thrown is a bug.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: Localised
  /** Extra members of the problem document, for machines. Never personal data. */
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(
    code: string,
    status: number,
    title: Localised,
    options: { cause?: unknown; extensions?: Record<string, unknown> } = {},
  ) {
    super(`${code}: ${title('en')}`, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.title = title
    this.extensions = options.extensions ?? {}
  }
}
