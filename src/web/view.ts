import type { Language } from '#core/i18n/language.ts'
import type { Visitor } from './visitor.ts'

/** What the frame of every page needs. Made once a request; handed to `<Page view={…}>`. */
export interface View {
  readonly language: Language
  /** Path without the language, starting with `/`: `/reports/12`. */
  readonly path: string
  /** Query string with `?`, or empty. */
  readonly search: string
  /** Goes into each form as the hidden field `_token`: see `#web/form-token.ts`. */
  readonly formToken: string
  readonly visitor: Visitor | undefined
  /** Whether invented content is shown: the page then carries a banner that says so. */
  readonly demo: boolean
  /** Addresses of the style sheet and scripts, with their fingerprint. */
  readonly assets: Readonly<Record<string, string>>
  /** A message after an action ("saved"), shown once on top of the page. */
  readonly notice: string | undefined
}
