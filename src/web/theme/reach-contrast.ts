import { fromOklch, oklchOf } from './oklch.ts'
import { BLACK, contrast, contrastOfLuminances, luminance, WHITE, type Rgb } from './srgb.ts'

/** Contrast of text with what it stands on: WCAG 2.2, 1.4.3 (AA). */
export const TEXT = 4.5
/** Contrast of body text: WCAG 2.2, 1.4.6 (AAA). */
export const BODY_TEXT = 7
/** Contrast of what is no text and must be seen, such as the edge of a field: WCAG 2.2, 1.4.11 (AA). */
export const EDGE = 3

/** Halvings of the way to black or white: to within a thousandth of lightness. */
const HALVINGS = 10

/**
 * The nearest lightness of a colour at which it has this contrast with every surface, hue kept; the colour itself when it
 * has it already. When neither way leads there (surfaces both light and dark), black or white, whichever comes closest.
 */
export function reachContrast(colour: Rgb, surfaces: readonly Rgb[], least: number): Rgb {
  const lights = surfaces.map(luminance)
  const isEnough = (tried: Rgb) => {
    const light = luminance(tried)
    return lights.every((surface) => contrastOfLuminances(light, surface) >= least)
  }
  if (isEnough(colour)) return colour

  const { lightness, chroma, hue } = oklchOf(colour)
  const at = (tried: number) => fromOklch({ lightness: tried, chroma, hue })
  const ways = [0, 1].flatMap((end) => {
    let [enough, found] = [end, end === 0 ? BLACK : WHITE]
    if (!isEnough(found)) return []
    let tooLittle = lightness
    for (let turn = 0; turn < HALVINGS; turn += 1) {
      const middle = (tooLittle + enough) / 2
      const tried = at(middle)
      if (isEnough(tried)) [enough, found] = [middle, tried]
      else tooLittle = middle
    }
    return [{ found, moved: Math.abs(enough - lightness) }]
  })
  const [first, second] = ways
  if (first === undefined) return textOn(surfaces[0] ?? WHITE)
  return second === undefined || first.moved <= second.moved ? first.found : second.found
}

/** White or black, white when both can be read: one of the two has a contrast of at least 4.58 with any colour. */
export function textOn(surface: Rgb): Rgb {
  return contrast(WHITE, surface) >= TEXT ? WHITE : BLACK
}
