import { deriveTheme, TAG_INK, TAGS, type Scheme, type Theme, type ThemeTokens } from './derive-theme.ts'
import { hexOf, mix } from './srgb.ts'

/** A picture for the header, ready for a style sheet. */
export interface SheetLogo {
  /** WebP in base64. */
  readonly data: string
  /** In CSS pixels, half of what the picture has: it stays sharp on fine screens. */
  readonly width: number
  readonly height: number
  /** On what it can be seen. */
  readonly plate: 'light' | 'dark'
}

/** The properties of `_tokens.scss` and where they come from. */
export const PROPERTIES = {
  '--sp-brand': 'brand',
  '--sp-on-brand': 'onBrand',
  '--sp-brand-hover': 'brandHover',
  '--sp-brand-edge': 'brandEdge',
  '--sp-mark': 'mark',
  '--sp-accent': 'accent',
  '--sp-second': 'second',
  '--sp-third': 'third',
  '--sp-on-third': 'onThird',
  '--sp-chosen': 'chosen',
  '--sp-link': 'link',
  '--sp-ink': 'ink',
  '--sp-paper': 'paper',
  '--sp-card': 'card',
  '--sp-line': 'line',
  '--shade': 'shade',
  '--quiet': 'quiet',
  '--edge': 'edge',
  '--error': 'error',
  '--success': 'success',
  '--visited': 'visited',
} as const satisfies Readonly<Record<string, Exclude<keyof Scheme, 'tags'>>>

const PLATES = { light: '#fff', dark: '#1c2624' } as const

/**
 * The rules of a theme, to stand after those of the square in one sheet. For screens only: on paper everything is printed in the
 * colours of the square. The logo stands in it, so that a theme costs no request.
 */
export function themeSheet(tokens: ThemeTokens, logo: SheetLogo | undefined): string {
  const theme = deriveTheme(tokens)
  const light = rules(theme, theme.light, ':root')
  const dark = rules(theme, theme.dark, ':root')
  const screen = `@media screen{${light}}@media screen and (prefers-color-scheme:dark){${dark}}`
  return logo === undefined ? screen : `${screen}${logoRule(logo)}`
}

/** The properties of a scheme, for what a selector chooses. */
export function rules(theme: Theme, scheme: Scheme, scope: string): string {
  const declarations = Object.entries(PROPERTIES).map(([property, name]) => `${property}:${hexOf(scheme[name])}`)
  const tags = (['link', ...Object.keys(TAGS)] as (keyof Scheme['tags'])[])
    .filter((kind) => isMoved(theme.light, kind) || isMoved(theme.dark, kind))
    .map((kind) => {
      const name = kind === 'link' ? '.govuk-tag:not([class*=tag--])' : `.govuk-tag--${kind}`
      return `${scope} ${name}{--tag-text:${hexOf(scheme.tags[kind].text)}}`
    })
  return `${scope}{${declarations.join(';')}}${tags.join('')}`
}

/** Whether the text of a tag is another than the style sheet of the square would mix. */
function isMoved(scheme: Scheme, kind: keyof Scheme['tags']): boolean {
  return scheme.tags[kind].text !== mixedTagText(scheme, kind)
}

function mixedTagText({ link, ink }: Scheme, kind: keyof Scheme['tags']): number {
  return mix(kind === 'link' ? link : TAGS[kind], TAG_INK, ink)
}

/** The picture, its size and what it stands on. */
export function logoRule({ data, width, height, plate }: SheetLogo, within = ''): string {
  return `${within}.sp-logo{--width:${width}px;--height:${height}px;background-color:${PLATES[plate]};background-image:url(data:image/webp;base64,${data})}`
}
