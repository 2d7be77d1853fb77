import sharp from 'sharp'

const WIDTH = 9
const HEIGHT = 8
/** Prints are kept as signed numbers of 64 bits, as PostgreSQL has them. */
const BITS = 64

/**
 * The difference hash of a picture (N. Krawetz, "Kind of Like That", 2013): shrunk to 9 × 8 grey squares, each of the 64 bits says
 * whether a square is lighter than the one right of it. A picture that was made smaller, lighter or saved again keeps nearly all of
 * them; the picture cannot be made out of it. Gives a signed number of 64 bits. Throws what the decoder throws for what is no picture.
 */
export async function pictureBits(picture: Uint8Array): Promise<bigint> {
  const { data } = await sharp(picture, { failOn: 'error' })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .resize({ width: WIDTH, height: HEIGHT, fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  let bits = 0n
  for (let row = 0; row < HEIGHT; row += 1)
    for (let column = 0; column < WIDTH - 1; column += 1) {
      const at = row * WIDTH + column
      bits = (bits << 1n) | ((data[at] ?? 0) > (data[at + 1] ?? 0) ? 1n : 0n)
    }
  return BigInt.asIntN(BITS, bits)
}

/** In how many of their 64 bits two prints differ: 0 for the same picture, some 32 for pictures of different things. */
export function bitsApart(one: bigint, other: bigint): number {
  let rest = BigInt.asUintN(BITS, one ^ other)
  let count = 0
  while (rest > 0n) {
    rest &= rest - 1n
    count += 1
  }
  return count
}
