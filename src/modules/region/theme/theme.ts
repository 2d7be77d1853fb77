import { createHash } from 'node:crypto'
import type { Logo } from '#core/files/encode-logo.ts'
import { LANGUAGES, type Language } from '#core/i18n/language.ts'
import { deriveTheme, TOKENS, type ThemeTokens, type Token } from '#web/theme/derive-theme.ts'
import { hexOf, readColour, type Rgb } from '#web/theme/srgb.ts'

/** The body whose theme is that of the whole region. */
export const REGION_OFFICE = 'region-office'

/** Colours as they are kept: by name, `#rrggbb`. */
export type KeptTokens = Readonly<Partial<Record<Token, string>>>

/** A picture that is kept, without the picture itself. */
export interface KeptLogo {
  readonly hash: string
  readonly width: number
  readonly height: number
  readonly plate: 'light' | 'dark'
}

/** What a logo says, for whoever does not see it. A language that is left out has the name of the body. */
export type LogoTexts = Readonly<Partial<Record<Language, string>>>

/** How the pages of a body look, as it was published once. */
export interface ThemeVersion {
  readonly body: string
  readonly version: number
  /** Null: those of the region again. */
  readonly tokens: KeptTokens | null
  readonly logo: KeptLogo | null
  readonly logoTexts: LogoTexts
}

/** The colours as numbers; undefined when the brand colour is missing. */
export function tokensOf(kept: Readonly<Record<string, string | undefined>>): ThemeTokens | undefined {
  const read = (token: Token) => (kept[token] === undefined ? undefined : readColour(kept[token]))
  const brand = read('brand')
  if (brand === undefined) return undefined
  return {
    brand,
    second: read('second'),
    third: read('third'),
    link: read('link'),
    ink: read('ink'),
    paper: read('paper'),
  }
}

/** The colours as they are kept. */
export function keptTokens(tokens: ThemeTokens): KeptTokens {
  return Object.fromEntries(
    TOKENS.flatMap((token) => {
      const colour = tokens[token]
      return colour === undefined ? [] : [[token, hexOf(colour)]]
    }),
  )
}

/** What of a choice cannot be used everywhere as it is, and what takes its place. */
export interface Adjustment {
  readonly what: 'link' | 'brandAsLink' | 'second' | 'ink' | 'paper' | 'buttons'
  readonly chosen: Rgb
  readonly used: Rgb
}

/** What had to be moved in the light scheme, so that everybody can read it. */
export function adjustmentsOf(tokens: ThemeTokens): Adjustment[] {
  const { light } = deriveTheme(tokens)
  const asked: Adjustment[] = [
    tokens.link === undefined
      ? { what: 'brandAsLink', chosen: tokens.brand, used: light.link }
      : { what: 'link', chosen: tokens.link, used: light.link },
    { what: 'second', chosen: tokens.second ?? light.accent, used: light.accent },
    { what: 'ink', chosen: tokens.ink ?? light.ink, used: light.ink },
    { what: 'paper', chosen: tokens.paper ?? light.paper, used: light.paper },
    { what: 'buttons', chosen: tokens.brand, used: light.brandEdge },
  ]
  return asked.filter(({ chosen, used }) => chosen !== used)
}

/** A logo as it is kept, by the fingerprint of its picture. */
export function logoFrom({ bytes, width, height, seenOnWhite }: Logo): KeptLogo & { readonly data: string } {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return {
    hash,
    width,
    height, // Logos are drawn for paper; only what would mostly vanish there stands on a dark plate.
    plate: seenOnWhite >= 0.5 ? 'light' : 'dark',
    data: bytes.toString('base64'),
  }
}

/** The texts that were given, without those that are empty. */
export function logoTextsOf(given: Readonly<Record<Language, string>>): LogoTexts {
  return Object.fromEntries(LANGUAGES.filter((language) => given[language] !== '').map((one) => [one, given[one]]))
}
