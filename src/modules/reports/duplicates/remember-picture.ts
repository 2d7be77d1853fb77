import { pictureBits } from '#core/files/picture-print.ts'
import type { Services } from '#core/services.ts'
import { keepPrint } from './nearby.ts'

/** Keeps what a photo looks like, so that reports with the same photo are found. */
export async function rememberPicture(
  hash: string,
  { sql, clock, files }: Pick<Services, 'sql' | 'clock' | 'files'>,
): Promise<void> {
  const picture = await files.read(hash)
  if (picture !== undefined) await keepPrint(sql, hash, await pictureBits(picture), clock())
}
