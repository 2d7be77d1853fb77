import { fromOklch, oklchOf } from './oklch.ts'
import { BODY_TEXT, EDGE, reachContrast, TEXT, textOn } from './reach-contrast.ts'
import { BLACK, mix, WHITE, type Rgb } from './srgb.ts'

/** What a municipality chooses. Only its brand colour is needed; the rest follows from it, or is that of the square. */
export interface ThemeTokens {
  /** Behind the header and on buttons. */
  readonly brand: Rgb
  /** Catches the eye: pennants, places on a map, lines. */
  readonly second?: Rgb | undefined
  /** Ornaments: pennants, marks, the chosen area of a map. */
  readonly third?: Rgb | undefined
  readonly link?: Rgb | undefined
  /** Text. */
  readonly ink?: Rgb | undefined
  /** Behind the text, in the light scheme. */
  readonly paper?: Rgb | undefined
}

export const TOKENS = ['brand', 'second', 'third', 'link', 'ink', 'paper'] as const
export type Token = (typeof TOKENS)[number]

/** The colours of the square itself, for what a municipality leaves open. */
export const DEFAULT_TOKENS = {
  brand: 0x0c5450,
  second: 0xc8643f,
  third: 0xe9b44c,
  link: 0x0b5c57,
  ink: 0x20302d,
  paper: 0xfbf7ef,
} as const satisfies ThemeTokens

/** The kinds of tag, each with the colour that tints it; the plain tag has the colour of links. */
export const TAGS = {
  grey: 0x75706a,
  green: 0x2f9e56,
  red: 0xd8432f,
  yellow: 0xd9a514,
  orange: 0xd9692b,
  purple: 0x8b5bb0,
} as const
/** How much of its tint is in the text of a tag, the rest being ink. */
export const TAG_INK = 0.42
const TAG_BACK = 0.18

/** All colours of one scheme, as the style sheet uses them. */
export interface Scheme {
  readonly brand: Rgb
  readonly onBrand: Rgb
  readonly brandHover: Rgb
  /** The brand colour, so that it can be told from the page. */
  readonly brandEdge: Rgb
  /** The third colour, so that it can be told from the brand colour. */
  readonly mark: Rgb
  readonly accent: Rgb
  readonly second: Rgb
  readonly third: Rgb
  readonly onThird: Rgb
  /** The chosen area of a map, on which places can be seen. */
  readonly chosen: Rgb
  readonly link: Rgb
  readonly visited: Rgb
  readonly error: Rgb
  readonly success: Rgb
  readonly ink: Rgb
  /** Text that matters less. */
  readonly quiet: Rgb
  /** Edges of fields. */
  readonly edge: Rgb
  readonly paper: Rgb
  /** A surface on the paper. */
  readonly card: Rgb
  /** Lines that part; decoration. */
  readonly line: Rgb
  /** A darker surface. */
  readonly shade: Rgb
  /** Text and background of tags, by kind; `link` is the plain one. */
  readonly tags: Readonly<Record<keyof typeof TAGS | 'link', { readonly text: Rgb; readonly back: Rgb }>>
}

export interface Theme {
  readonly light: Scheme
  readonly dark: Scheme
}

/** The lightest paper of the dark scheme, and the darkest of the light one, by lightness in OKLab. */
const DARK_PAPER = 0.215
const LEAST_LIGHT_PAPER = 0.93
/** A brand colour that is lighter than this would dazzle in the dark. */
const MOST_BRAND_IN_DARK = 0.82
const HOVER_STEP = 0.055

/** Derives all colours of both schemes. Every pair in `guaranteesOf` holds, whatever was chosen. */
export function deriveTheme(tokens: ThemeTokens): Theme {
  return { light: lightScheme(tokens), dark: darkScheme(tokens) }
}

function lightScheme({ brand, second, third, link, ink, paper: chosen }: ThemeTokens): Scheme {
  const paper = atLeastAsLight(chosen ?? DEFAULT_TOKENS.paper, LEAST_LIGHT_PAPER)
  const { lightness, chroma, hue } = oklchOf(paper)
  const grounds = {
    paper,
    card: mix(paper, 0.45, WHITE),
    line: fromOklch({ lightness: lightness - 0.108, chroma: chroma < 0.002 ? 0 : chroma + 0.016, hue }),
  }
  return scheme(grounds, {
    brand,
    second: second ?? DEFAULT_TOKENS.second,
    third: third ?? DEFAULT_TOKENS.third,
    link: link ?? brand,
    ink: ink ?? DEFAULT_TOKENS.ink,
    visited: 0x63417a,
    error: 0xad2415,
    success: 0x1c6a3c,
  })
}

/** The same choices in the dark: paper with a breath of the brand colour, text with one of the paper. */
function darkScheme({ brand, second, third, link, paper: chosen }: ThemeTokens): Scheme {
  const tint = oklchOf(brand)
  const dark = (lightness: number, most: number) =>
    fromOklch({ lightness, chroma: Math.min(most, tint.chroma * 0.22), hue: tint.hue })
  const warmth = oklchOf(atLeastAsLight(chosen ?? DEFAULT_TOKENS.paper, LEAST_LIGHT_PAPER))
  const grounds = { paper: dark(DARK_PAPER, 0.014), card: dark(0.265, 0.016), line: dark(0.395, 0.02) }
  return scheme(grounds, {
    brand: atMostAsLight(brand, MOST_BRAND_IN_DARK),
    second: second ?? 0xf0a27c,
    third: third ?? DEFAULT_TOKENS.third,
    link: softened(link ?? brand),
    ink: fromOklch({ lightness: 0.93, chroma: Math.min(0.02, warmth.chroma * 1.6), hue: warmth.hue }),
    visited: 0xd2b3e6,
    error: 0xff9c8d,
    success: 0x86d8a3,
  })
}

type Grounds = Pick<Scheme, 'paper' | 'card' | 'line'>
type Chosen = Pick<Scheme, 'brand' | 'second' | 'third' | 'link' | 'ink' | 'visited' | 'error' | 'success'>

function scheme({ paper, card, line }: Grounds, chosen: Chosen): Scheme {
  const shade = mix(line, 0.42, paper)
  const surfaces = [paper, card, shade]
  const { brand, second, third } = chosen
  const onBrand = textOn(brand)
  const ink = reachContrast(chosen.ink, surfaces, BODY_TEXT)
  const link = reachContrast(chosen.link, surfaces, TEXT)
  const tag = (tint: Rgb) => {
    const back = mix(tint, TAG_BACK, card)
    return { text: reachContrast(mix(tint, TAG_INK, ink), [back], TEXT), back }
  }
  const accent = reachContrast(second, surfaces, TEXT)
  const quiet = reachContrast(mix(ink, 0.78, paper), surfaces, TEXT)
  return {
    brand,
    onBrand,
    brandHover: awayFrom(onBrand, brand),
    brandEdge: reachContrast(brand, surfaces, EDGE),
    mark: reachContrast(third, [brand], EDGE),
    accent,
    second,
    third,
    onThird: textOn(third),
    chosen: reachContrast(third, [accent, link, quiet], EDGE),
    link,
    visited: reachContrast(chosen.visited, surfaces, TEXT),
    error: reachContrast(chosen.error, surfaces, TEXT),
    success: reachContrast(chosen.success, surfaces, TEXT),
    ink,
    quiet,
    edge: reachContrast(mix(ink, 0.68, paper), surfaces, EDGE),
    paper,
    card,
    line,
    shade,
    tags: {
      link: tag(link),
      grey: tag(TAGS.grey),
      green: tag(TAGS.green),
      red: tag(TAGS.red),
      yellow: tag(TAGS.yellow),
      orange: tag(TAGS.orange),
      purple: tag(TAGS.purple),
    },
  }
}

/** A step in lightness away from the text on it, so that it can only be read better; the other way at the end of the scale. */
function awayFrom(text: Rgb, surface: Rgb): Rgb {
  const { lightness, chroma, hue } = oklchOf(surface)
  const away = text === BLACK ? HOVER_STEP : -HOVER_STEP
  const isAtEnd = lightness + away > 1 || lightness + away < 0
  return fromOklch({ lightness: lightness + (isAtEnd ? -away : away), chroma, hue })
}

function atLeastAsLight(colour: Rgb, least: number): Rgb {
  const { lightness, chroma, hue } = oklchOf(colour)
  return lightness >= least ? colour : fromOklch({ lightness: least, chroma, hue })
}

function atMostAsLight(colour: Rgb, most: number): Rgb {
  const { lightness, chroma, hue } = oklchOf(colour)
  return lightness <= most ? colour : fromOklch({ lightness: most, chroma, hue })
}

/** Full colours glow in the dark: a little less chroma reads more calmly. */
function softened(colour: Rgb): Rgb {
  const { lightness, chroma, hue } = oklchOf(colour)
  return fromOklch({ lightness: Math.max(lightness, 0.74), chroma: Math.min(chroma, 0.12), hue })
}
