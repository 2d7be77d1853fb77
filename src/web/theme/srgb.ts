/** A colour of sRGB as one number: `0xRRGGBB`. */
export type Rgb = number

export const BLACK: Rgb = 0x000000
export const WHITE: Rgb = 0xffffff

/** Light of one channel, 0 to 1, by its value from 0 to 255: the transfer function of sRGB (IEC 61966-2-1). */
const LINEAR = Array.from({ length: 256 }, (_, value) => {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
})

/** Reads `#abc`, `#aabbcc` (also without `#`) and `rgb(1, 2, 3)`; undefined for anything else. */
export function readColour(text: string): Rgb | undefined {
  const plain = text.trim().toLowerCase()
  const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(plain)?.[1]
  if (hex !== undefined) return Number.parseInt(hex.length === 3 ? hex.replace(/./g, '$&$&') : hex, 16)
  const parts = /^rgb\(\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*\)$/.exec(plain)?.slice(1).map(Number)
  if (parts === undefined || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

/** As CSS and people write it: `#0c5450`. */
export function hexOf(colour: Rgb): string {
  return `#${colour.toString(16).padStart(6, '0')}`
}

/** Red, green and blue as light: 0 to 1, linear. */
export function linearOf(colour: Rgb): readonly [number, number, number] {
  return [LINEAR[colour >> 16] ?? 0, LINEAR[(colour >> 8) & 255] ?? 0, LINEAR[colour & 255] ?? 0]
}

/** The colour of linear light; what lies outside 0 to 1 is cut off. */
export function fromLinear(red: number, green: number, blue: number): Rgb {
  return (encoded(red) << 16) | (encoded(green) << 8) | encoded(blue)
}

/** Relative luminance, 0 (black) to 1 (white): WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
export function luminance(colour: Rgb): number {
  const [red, green, blue] = linearOf(colour)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio, 1 to 21: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
export function contrast(one: Rgb, other: Rgb): number {
  return contrastOfLuminances(luminance(one), luminance(other))
}

/** As `contrast`, of relative luminances. */
export function contrastOfLuminances(one: number, other: number): number {
  return one > other ? (one + 0.05) / (other + 0.05) : (other + 0.05) / (one + 0.05)
}

/** So much (0 to 1) of one colour in another: `color-mix(in srgb, one part, other)` of CSS Color 5. */
export function mix(one: Rgb, part: number, other: Rgb): Rgb {
  const channel = (shift: number) =>
    Math.round(((one >> shift) & 255) * part + ((other >> shift) & 255) * (1 - part)) << shift
  return channel(16) | channel(8) | channel(0)
}

function encoded(light: number): number {
  if (light <= 0) return 0
  if (light >= 1) return 255
  return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055))
}
