/** Somebody who works on the square for a body. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string | null
  /** Invented, for the demonstration. */
  readonly demo: boolean
}
