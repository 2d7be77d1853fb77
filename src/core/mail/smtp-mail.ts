import { createTransport, type Transporter } from 'nodemailer'
import { checkedLetter, type Mail } from './mail.ts'

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://…` for TLS from the first byte. STARTTLS is used when it is offered. */
  readonly smtpUrl: string
  /** Who writes: `post@region.example` or `Streekplein <post@region.example>`. */
  readonly from: string
  /** For how long a silent server is waited for; default 15 seconds. */
  readonly timeoutSeconds?: number
}

/** Sends letters by SMTP. A letter that the server does not take is an error: whoever sends it from a job is tried again. */
export function smtpMail(settings: SmtpSettings): Mail {
  const transport = openTransport(settings)
  return {
    async send(letter) {
      const { to, subject, text, language, unsubscribe } = checkedLetter(letter)
      await transport.sendMail({
        from: settings.from,
        to: { name: '', address: to },
        subject,
        text,
        headers: {
          'Content-Language': language,
          // RFC 3834 §5: so that out-of-office programs do not answer.
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribe !== undefined && unsubscribeHeaders(unsubscribe)),
        },
      })
    },
  }
}

/** RFC 8058 §3.1: one press is only for addresses with https; another is opened as a page. */
function unsubscribeHeaders(address: string): Record<string, string> {
  const list = { 'List-Unsubscribe': `<${address}>` }
  return address.startsWith('https:') ? { ...list, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : list
}

/** Whether letters can be sent, in a sentence for the operator. */
export interface MailCheck {
  readonly ok: boolean
  readonly explanation: string
}

/** Signs in at the SMTP server without sending anything. Without settings it explains where letters go. */
export async function checkMail(
  settings: Omit<SmtpSettings, 'smtpUrl'> & { smtpUrl: string | undefined },
): Promise<MailCheck> {
  const { smtpUrl } = settings
  if (smtpUrl === undefined)
    return { ok: true, explanation: 'SMTP_URL is not set: letters are not sent but kept for operators to read.' }
  const server = serverName(smtpUrl)
  if (server === undefined)
    return { ok: false, explanation: 'SMTP_URL is not an address such as smtp://user:password@host:587.' }
  try {
    await openTransport({ ...settings, smtpUrl }).verify()
    return { ok: true, explanation: `The mail server ${server} answers and lets us in.` }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ok: false, explanation: `The mail server ${server} cannot be used: ${reason}.` }
  }
}

function openTransport({ smtpUrl, timeoutSeconds = 15 }: SmtpSettings): Transporter {
  const timeout = timeoutSeconds * 1000
  return createTransport({
    url: smtpUrl,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    // A letter is text only: nothing in it may make the sender read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Host and port only: the address may hold a password. */
function serverName(smtpUrl: string): string | undefined {
  if (!URL.canParse(smtpUrl)) return undefined
  const { protocol, host } = new URL(smtpUrl)
  return (protocol === 'smtp:' || protocol === 'smtps:') && host !== '' ? host : undefined
}
