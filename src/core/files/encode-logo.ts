import sharp, { type Sharp } from 'sharp'
import { notAnImage, readPicture } from './read-picture.ts'

/** A small picture for the header of pages. */
export interface Logo {
  /** WebP, with what is transparent kept so. */
  readonly bytes: Buffer
  /** How large it is shown, in CSS pixels: at most 180 by 40. The picture itself is up to twice as fine. */
  readonly width: number
  readonly height: number
  /** How much of what can be seen of it stands out on white, 0 to 1: of a white logo nothing. */
  readonly seenOnWhite: number
}

const SHOWN = { width: 180, height: 40 }
/** It travels with the style sheet of a theme: a text page may weigh 20 kB in all. */
const MOST_BYTES = 5000
/** From the best to the smallest: the first that is light enough is kept, and the last in any case. */
const WAYS = [
  { fineness: 2, lossless: true, quality: 100 },
  { fineness: 2, lossless: false, quality: 85 },
  { fineness: 2, lossless: false, quality: 60 },
  { fineness: 1.5, lossless: false, quality: 50 },
  { fineness: 1, lossless: false, quality: 50 },
  { fineness: 1, lossless: false, quality: 20 },
]

/**
 * Makes a logo of a file on disk (JPEG, PNG, WebP, GIF, AVIF): upright, small, encoded again, so that nothing else in the
 * file comes along. Throws as `readPicture` does; SVG is refused, for it can hold scripts.
 */
export async function encodeLogo(path: string): Promise<Logo> {
  return encodeLogoOf(await readPicture(path))
}

/** As `encodeLogo`, of a picture that can be trusted. */
export async function encodeLogoOf(original: Sharp): Promise<Logo> {
  // Once small, it is quickly encoded as often as needed.
  const small = await original
    .autoOrient()
    .resize({ width: SHOWN.width * 2, height: SHOWN.height * 2, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .png()
    .toBuffer()
    .catch(notAnImage)
  const picture = sharp(small)
  const encode = async ({ fineness, lossless, quality }: (typeof WAYS)[number]) =>
    picture
      .clone()
      .resize({
        width: SHOWN.width * fineness,
        height: SHOWN.height * fineness,
        fit: 'inside',
        withoutEnlargement: true,
      })
      // Without withMetadata() nothing of EXIF, GPS, XMP, IPTC or colour profile is written.
      .webp({ lossless, quality, effort: 6 })
      .toBuffer({ resolveWithObject: true })
      .catch(notAnImage)

  let smallest: Awaited<ReturnType<typeof encode>> | undefined
  for (const way of WAYS) {
    smallest = await encode(way)
    if (smallest.data.length <= MOST_BYTES) break
  }
  if (smallest === undefined) return notAnImage()
  const { width, height } = smallest.info
  const scale = Math.min(1, SHOWN.width / width, SHOWN.height / height)
  const pixels = await picture.clone().resize({ width: 64, height: 64, fit: 'inside' }).ensureAlpha().raw().toBuffer()
  return {
    bytes: smallest.data,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    seenOnWhite: shareSeenOnWhite(pixels),
  }
}

/** Contrast (WCAG 2.2) with which the pieces of a logo can be told from what they stand on. */
const LEAST_CONTRAST = 2

/** Of pixels of four bytes; what is half transparent counts half. */
function shareSeenOnWhite(pixels: Buffer): number {
  let [dark, all] = [0, 0]
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const opacity = pixels.readUInt8(at + 3) / 255
    all += opacity
    if (1.05 / (luminanceAt(pixels, at) + 0.05) >= LEAST_CONTRAST) dark += opacity
  }
  return all === 0 ? 0 : dark / all
}

/** Relative luminance (WCAG 2.2) of the pixel that begins here. */
function luminanceAt(pixels: Buffer, at: number): number {
  const [red, green, blue] = [0, 1, 2].map((channel) => linear(pixels.readUInt8(at + channel)))
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

/** The transfer function of sRGB (IEC 61966-2-1). */
function linear(byte: number): number {
  const part = byte / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
