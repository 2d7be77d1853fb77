/** A letter as it lies in a Maildir (RFC 5322), with what the test changes of its headers and its text. */
export function letter(
  changes: Readonly<Record<string, string>> = {},
  text = 'De lamp voor de kerk brandt niet.',
): string {
  const headers = {
    From: '=?utf-8?B?QW4gUMOpdGVycw==?= <an@example.be>',
    To: 'meldingen@leuven.example',
    Subject: 'Lamp stuk',
    'Message-ID': '<one@example.be>',
    Date: 'Mon, 2 Mar 2026 09:00:00 +0100',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...changes,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `${lines.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`
}
