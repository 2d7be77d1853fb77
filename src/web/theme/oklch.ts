import { fromLinear, linearOf, type Rgb } from './srgb.ts'

/**
 * A colour by what people see: lightness 0 (black) to 1 (white), chroma 0 (grey) to about 0.37, hue in radians. OKLab in
 * polar form: Björn Ottosson, "A perceptual color space for image processing", 2020, https://bottosson.github.io/posts/oklab/.
 */
export interface Oklch {
  readonly lightness: number
  readonly chroma: number
  readonly hue: number
}

/** Halvings of the chroma when a colour does not fit in sRGB: to within a hundredth of it. */
const HALVINGS = 7
/** Light outside 0 to 1 by less than this is rounding. */
const SLACK = 1e-4

export function oklchOf(colour: Rgb): Oklch {
  const [red, green, blue] = linearOf(colour)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, b),
    hue: Math.atan2(b, a),
  }
}

/** The colour of sRGB. What does not fit keeps its lightness and hue and gets less chroma, as CSS Color 4 §13 advises. */
export function fromOklch({ lightness, chroma, hue }: Oklch): Rgb {
  const a = Math.cos(hue)
  const b = Math.sin(hue)
  let light = lightOf(lightness, a * chroma, b * chroma)
  if (!fits(light)) {
    let [least, most] = [0, chroma]
    light = lightOf(lightness, 0, 0)
    for (let turn = 0; turn < HALVINGS; turn += 1) {
      const middle = (least + most) / 2
      const tried = lightOf(lightness, a * middle, b * middle)
      if (fits(tried)) [least, light] = [middle, tried]
      else most = middle
    }
  }
  return fromLinear(...light)
}

type Light = readonly [number, number, number]

function lightOf(lightness: number, a: number, b: number): Light {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function fits([red, green, blue]: Light): boolean {
  const most = 1 + SLACK
  return red >= -SLACK && red <= most && green >= -SLACK && green <= most && blue >= -SLACK && blue <= most
}
