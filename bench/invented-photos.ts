// Photos of invented scenes, and what becomes of them: sent on and saved again, cropped, or taken anew from another side.
import sharp from 'sharp'
import { pictureBits } from '../src/core/files/picture-print.ts'

const WIDTH = 240
const HEIGHT = 180

/** A street with something in it. */
export async function inventScene(random: () => number): Promise<Buffer> {
  const colour = () => `rgb(${[0, 0, 0].map(() => Math.floor(random() * 256)).join(',')})`
  const horizon = HEIGHT * (0.3 + random() * 0.4)
  const shapes = Array.from({ length: 10 }, () => {
    const [x, y, w, h] = [random() * WIDTH, random() * HEIGHT, 15 + random() * 90, 15 + random() * 90]
    return random() < 0.6
      ? `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" fill="${colour()}"/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${w / 2}" ry="${h / 2}" fill="${colour()}"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#b8c8d8"/><rect y="${horizon}" width="${WIDTH}" height="${HEIGHT}" fill="#777"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer()
}

/** The bits of the same photo after it was sent on: made smaller, lighter or darker, up to 6 % cropped off a side, saved again. */
export async function sentOn(scene: Buffer, random: () => number): Promise<bigint> {
  const cut = (size: number) => Math.floor(size * random() * 0.06)
  const [left, top] = [cut(WIDTH), cut(HEIGHT)]
  const picture = await sharp(scene)
    .extract({ left, top, width: WIDTH - left - cut(WIDTH), height: HEIGHT - top - cut(HEIGHT) })
    .resize({ width: 160 + Math.floor(random() * 60) })
    .modulate({ brightness: 0.85 + random() * 0.3 })
    .jpeg({ quality: 40 + Math.floor(random() * 50) })
    .toBuffer()
  return pictureBits(picture)
}

/** The bits of another photo of the same: from nearer and from another side. */
export async function takenAnew(scene: Buffer, random: () => number): Promise<bigint> {
  const part = 0.5 + random() * 0.3
  const [width, height] = [Math.floor(WIDTH * part), Math.floor(HEIGHT * part)]
  const picture = await sharp(scene)
    .extract({
      left: Math.floor(random() * (WIDTH - width)),
      top: Math.floor(random() * (HEIGHT - height)),
      width,
      height,
    })
    .rotate(random() * 16 - 8, { background: '#888' })
    .modulate({ brightness: 0.7 + random() * 0.6 })
    .jpeg({ quality: 70 })
    .toBuffer()
  return pictureBits(picture)
}
