import { createHash } from 'node:crypto'
import { decodeHTML } from 'entities'
import PostalMime from 'postal-mime'
import { NOTE_MAX } from '../report-form/answers.ts'
import { sortWords, TOPIC_PREFIX } from './sort-words.ts'

/** A letter as the desk sees it. */
export interface ReadLetter {
  /** `Message-ID` without its brackets, or a hash of the letter when it has none. */
  readonly messageId: string
  /** Who wrote it: of a letter that was passed on whoever wrote that, when it says so. */
  readonly senderName: string
  readonly senderEmail: string
  readonly subject: string
  /** What the sender wrote: plain text, without quoted letters and signature; of a letter that was passed on the whole. */
  readonly text: string
  /** Bytes of the first picture, when there is one. */
  readonly picture: Uint8Array | undefined
  /** Whether a picture came along of a kind or size that we do not read. */
  readonly hasUnreadPicture: boolean
  /** Whether a machine sent it: out-of-office and delivery notices make no reports. */
  readonly isAutomatic: boolean
}

const TEXT_MAX = 20_000
/** What is looked at to find the own words: more than anybody writes, and little enough to be read at once. */
const LOOKED_AT = 200_000
const MOST_PICTURE_BYTES = 10 * 1024 * 1024
/** Reads a letter (RFC 5322, MIME). Nothing in it is trusted: every size is limited, and no address in it is asked for anything. */
export async function readLetter(bytes: Uint8Array): Promise<ReadLetter> {
  const letter = await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer', maxNestingDepth: 20 })
  const header = (name: string) => letter.headers.find(({ key }) => key === name)?.value ?? ''
  // The largest: a signature has a small one.
  const [picture] = letter.attachments
    .filter(({ mimeType }) => /^image\/(?:jpeg|png|webp)$/i.test(mimeType))
    .flatMap(({ content }) => (content instanceof ArrayBuffer ? [content] : []))
    .toSorted((one, other) => other.byteLength - one.byteLength)
  const isTooLarge = picture !== undefined && picture.byteLength > MOST_PICTURE_BYTES
  const isStrange = picture === undefined && letter.attachments.some(isPicture)
  // Many programs send a part of plain text with nothing in it beside the HTML.
  const whole = letter.text?.trim() ? letter.text : plainOf(letter.html ?? '')
  const { text, writer } = sortWords(whole.slice(0, LOOKED_AT), letter.subject ?? '')
  const from = writer ?? letter.from
  return {
    messageId: oneLine(letter.messageId?.replace(/^<|>$/g, '') ?? '', 300) || hashOf(bytes),
    senderName: oneLine(from?.name ?? '', 100),
    senderEmail: addressOf(from?.address),
    subject: oneLine(letter.subject ?? '', 200),
    text: text.slice(0, TEXT_MAX),
    picture: picture === undefined || isTooLarge ? undefined : new Uint8Array(picture),
    hasUnreadPicture: isTooLarge || isStrange,
    isAutomatic:
      // RFC 3834: every automatic answer says so. What a form on a site sends is generated, and no answer.
      /^auto-(?:replied|notified)/i.test(header('auto-submitted').trim()) ||
      /^multipart\/report/i.test(header('content-type').trim()) ||
      header('return-path').trim() === '<>' ||
      /^(?:mailer-daemon|postmaster)@/i.test(letter.from?.address ?? ''),
  }
}

/** Telephones send HEIC, which some programs call a stream of bytes. */
function isPicture({ mimeType, filename }: { mimeType: string; filename: string | null }): boolean {
  return /^image\//i.test(mimeType) || /\.(?:heic|heif|avif|tiff?|bmp)$/i.test(filename ?? '')
}

/** What is kept of a letter that cannot be read, by the name of its file: that it came. */
export function unreadable(name: string): ReadLetter {
  const nothing = {
    senderName: '',
    senderEmail: '',
    subject: '',
    text: '',
    picture: undefined,
    hasUnreadPicture: false,
  }
  return { messageId: `unreadable ${name.slice(0, 200)}`, ...nothing, isAutomatic: false }
}

/** The words of a new report out of a letter: the subject when the text does not say it already, and the text. */
export function noteOf({ subject, text }: Pick<ReadLetter, 'subject' | 'text'>): string {
  const topic = subject.replace(TOPIC_PREFIX, '')
  const isSaid = topic === '' || text.toLowerCase().includes(topic.toLowerCase())
  const note = (isSaid ? text : `${topic}\n\n${text}`).trim()
  return note.length <= NOTE_MAX ? note : `${note.slice(0, NOTE_MAX - 1)}…`
}

const WITHOUT_WORDS = ['style', 'script', 'head']
const NEW_LINE_AT = /^<(?:br|\/p|\/div|\/li|\/tr)\b/i

/**
 * The words of a letter that has only HTML: without styles, scripts and tags. It is shown as text, never as HTML. Walks through it once,
 * whatever is left open in it.
 */
function plainOf(whole: string): string {
  const html = whole.slice(0, LOOKED_AT)
  const small = html.toLowerCase()
  const parts: string[] = []
  let at = 0
  for (;;) {
    const open = html.indexOf('<', at)
    parts.push(html.slice(at, open === -1 ? undefined : open))
    const close = open === -1 ? -1 : html.indexOf('>', open)
    // What is no tag to its end is no text either.
    if (close === -1) break
    parts.push(NEW_LINE_AT.test(html.slice(open, open + 6)) ? '\n' : ' ')
    const hidden = WITHOUT_WORDS.find((name) => small.startsWith(name, open + 1))
    at = hidden === undefined ? close + 1 : small.indexOf(`</${hidden}`, close)
    if (at === -1) break
  }
  return decodeHTML(parts.join('')).replace(/[ \t\u00a0]{2,}/g, ' ')
}

function oneLine(text: string, max: number): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, max)
}

function addressOf(address: string | undefined): string {
  return address !== undefined && address.length <= 254 && /^[^\s@<>]+@[^\s@<>]+$/.test(address) ? address : ''
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
