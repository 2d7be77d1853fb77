/** A picture that is kept: the address of its content, and its size in pixels. */
export interface StoredImage {
  /** SHA-256 of the re-encoded bytes, in hex. */
  readonly hash: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** Every kept picture is a JPEG: every browser and every Open311 client shows it. */
export const IMAGE_TYPE = 'image/jpeg'

/** Keeps files by the hash of their content. */
export interface Files {
  /**
   * Takes in a photo from a file on disk: looks at its bytes (not its name), turns it upright, makes it at most
   * 1600 px wide or high, re-encodes it as JPEG, so that EXIF and GPS are gone. The file itself is left alone.
   * Throws a `Problem`: `file-not-an-image` (422) or `image-too-many-pixels` (413).
   */
  addImage(path: string): Promise<StoredImage>
  /** The kept bytes, or undefined when there are none. */
  read(hash: string): Promise<Uint8Array | undefined>
  remove(hash: string): Promise<void>
}
