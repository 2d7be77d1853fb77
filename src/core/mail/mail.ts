/** A letter by e-mail: plain text, one reader. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Language of the text, for `Content-Language`. */
  readonly language: string
}

/** Sends letters. Without SMTP settings they land in an outbox that operators can read. */
export interface Mail {
  send(letter: Letter): Promise<void>
}
