import type { Language } from '#core/i18n/language.ts'
import type { Visitor } from './visitor.ts'

/** What the frame of every page needs. Made once a request; handed to `<Page view={…}>`. */
export interface View {
  readonly language: Language
  /** Path without the language, starting with `/`: `/reports/12`. */
  readonly path: string
  /** Public address of the square, without a slash at the end. */
  readonly baseUrl: string
  /** Whether search engines may show the page; what is behind a sign-in, a secret or a form is not for them. */
  readonly isFound?: boolean
  /** Where one can search, with `{search_term_string}` in it; absent when one cannot. */
  readonly searchAddress?: string | undefined
  /** Query string with `?`, or empty. */
  readonly search: string
  /** Goes into each form as the hidden field `_token`: see `#web/form-token.ts`. */
  readonly formToken: string
  readonly visitor: Visitor | undefined
  /** Whether invented content is shown: the page then carries a banner that says so. */
  readonly demo: boolean
  /** Who made the tiles behind maps; absent: maps have our own drawing only. */
  readonly basemap?: { readonly attribution: string }
  /** Addresses of the style sheet and scripts, with their fingerprint. */
  readonly assets: Readonly<Record<string, string>>
  /** Whether the browser asks for as little as possible (`Save-Data`): no photos unless somebody asks for them. */
  readonly savesData: boolean
  /** A message after an action ("saved"), shown once on top of the page. */
  readonly notice: string | undefined
  /** Absent: the colours of the square. */
  readonly theme?: PageTheme | undefined
  /** The main menu, in the language of the page, with only what this visitor may open. Absent: no menu. */
  readonly menu?: readonly MenuLink[]
  /** Links at the bottom of every page besides the API and the list of pages: accessibility, privacy. */
  readonly footer?: readonly { readonly href: string; readonly text: string }[]
}

/** How the pages of a body look. */
export interface PageTheme {
  /** Address of its style sheet, that of the square included, which never changes: see `#web/theme/theme-sheet.ts`. */
  readonly sheet: string
  /** Whose page it is, for the header: with a logo (in the style sheet), or its name alone. Absent: the square itself. */
  readonly owner?: { readonly name: string; readonly href: string; readonly logo: string | undefined }
}

/** A link in the main menu. `current` marks the part of the square that the page belongs to. */
export interface MenuLink {
  /** What is set now and then and not used each day: such links stand together, folded up. */
  readonly isSetting?: boolean | undefined
  readonly href: string
  readonly text: string
  readonly current: boolean
}
