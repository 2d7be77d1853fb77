/** A letter by e-mail: plain text, one reader. */
export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Language of the text, for `Content-Language`. */
  readonly language: string
  /**
   * Of letters that somebody asked for: where a `POST` of the mail program ends them at once, and a `GET` shows a page to do so (RFC 2369,
   * RFC 8058). Absent: it is no such letter.
   */
  readonly unsubscribe?: string | undefined
}

/** Sends letters. Without SMTP settings they land in an outbox that operators can read. */
export interface Mail {
  send(letter: Letter): Promise<void>
}

/** One address without a name or a list: no space, quote, comma or angle bracket can hide a second one or a header. */
const ADDRESS = /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]{1,255}$/u

/**
 * The letter as it may be sent: control characters in the subject become spaces, lines end in `\n`.
 * Throws when the reader is not one plain address: routes check addresses before they write a letter.
 */
export function checkedLetter(letter: Letter): Letter {
  if (!ADDRESS.test(letter.to)) throw new Error('A letter needs exactly one plain e-mail address.')
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(letter.language))
    throw new Error('The language of a letter is a tag such as "nl".')
  const { unsubscribe } = letter
  if (unsubscribe !== undefined && !/^https?:\/\/[^\s<>,\p{Cc}]{1,500}$/u.test(unsubscribe))
    throw new Error('The address to end letters is one web address.')
  return {
    to: letter.to,
    subject: letter.subject.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    text: letter.text.replaceAll(/\r\n?/g, '\n'),
    language: letter.language,
    ...(unsubscribe !== undefined && { unsubscribe }),
  }
}

/** One mailbox, in lower case, however the address is written: many servers put what follows a `+` in the same (RFC 5233). */
export function mailboxOf(address: string): string {
  return address.toLowerCase().replace(/\+[^@]*@/, '@')
}
