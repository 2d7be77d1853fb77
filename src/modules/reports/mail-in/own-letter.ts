import { guessLanguage } from '#core/i18n/guess-language.ts'
import type { OwnRecord } from '#web/own-file.ts'
import { messages } from './messages.ts'
import type { LetterIn } from './store.ts'

const { say } = messages

/** A letter as its writer sees it in "my file". */
export function letterRecord({ id, subject, receivedAt, senderName, senderEmail, text, photo }: LetterIn): OwnRecord {
  const language = guessLanguage(`${subject}\n${text}`)
  return {
    id,
    subject: `letter-in:${id}`,
    title: (reader) => messages(reader)('own.title', { subject: subject || messages(reader)('noSubject') }),
    at: receivedAt,
    files: photo === null ? [] : [photo],
    fields: [
      { name: 'name', label: say('from'), value: senderName },
      { name: 'email', label: say('own.email'), value: senderEmail },
      { name: 'text', label: say('own.text'), value: text, ...(language && { language }) },
    ],
  }
}
