/** A file that came with a form, kept in a temporary place until the answer is given. Only a multipart body makes one. */
export interface Upload {
  readonly filename: string
  /** Where it is; undefined when it was larger than the route allows and was let go. */
  readonly path: string | undefined
  readonly bytes: number
}
