import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noteOf, readLetter } from './read-letter.ts'
import { letter } from './testing.ts'

const read = (text: string) => readLetter(Buffer.from(text))

describe('a letter that came in', () => {
  test('is read with its sender, its words and no more of what it quotes', async () => {
    const one = await read(letter({}, 'De lamp brandt niet.\n> oude regel\n\nGroeten\n-- \nAn Peters\nKerkstraat 3'))
    assert.deepEqual(
      [one.senderName, one.senderEmail, one.subject, one.text, one.messageId],
      ['An Péters', 'an@example.be', 'Lamp stuk', 'De lamp brandt niet.\n\nGroeten', 'one@example.be'],
    )
    for (const quoting of [
      'Op ma 2 maart 2026 om 09:00 schreef Jan <jan@example.be>:',
      'Le lun. 2 mars 2026 à 09:00, Jean <jean@example.be> a écrit :',
      'On Mon, 2 Mar 2026 at 09:00, Jan <jan@example.be> wrote:',
      'Am Mo., 2. März 2026 um 09:00 Uhr schrieb Jan <jan@example.be>:',
      '-----Oorspronkelijk bericht-----',
      'Van: Jan <jan@example.be>',
    ])
      assert.equal(
        (await read(letter({}, `Nog altijd stuk.\n\n${quoting}\nGeheim van Jan`))).text,
        'Nog altijd stuk.',
        quoting,
      )
  })

  test('that was passed on is kept whole, with who wrote it', async () => {
    const original = 'Datum: 2 maart 2026\nOnderwerp: put\n\nIn de Kerkstraat 5 ligt een diepe put.\n-- \nJan'
    for (const [subject, text] of [
      ['FW: put in de Kerkstraat', `Kan jij dit opnemen?\n-- \nSam\n\nVan: Jan Peeters <jan@example.be>\n${original}`],
      ['Fwd: klacht', `---------- Forwarded message ---------\nVan: Jan Peeters <jan@example.be>\n${original}`],
      ['Doorst: put', `\nVan: "Jan Peeters" [mailto:jan@example.be]\n${original}`],
      [
        'Put',
        `Dag,\n\nBegin doorgestuurd bericht:\n\n> Van: Jan Peeters <jan@example.be>\n> ${original.replaceAll('\n', '\n> ')}`,
      ],
      ['TR : trou', `Pour toi.\n\nDe : Jan Peeters <jan@example.be>\n${original}`],
      ['WG: Loch', `-----Ursprüngliche Nachricht-----\nVon: Jan Peeters <jan@example.be>\n${original}`],
    ] as const) {
      const one = await read(letter({ Subject: subject.replaceAll('ü', 'u') }, text))
      assert.match(one.text, /In de Kerkstraat 5 ligt een diepe put/, subject)
      assert.deepEqual([one.senderName, one.senderEmail], ['Jan Peeters', 'jan@example.be'], subject)
    }
    const emptyAnswer = await read(letter({}, 'Op ma 2 maart 2026 schreef Jan <jan@example.be>:\n> De lamp is stuk.'))
    assert.match(emptyAnswer.text, /De lamp is stuk/)
    assert.equal(emptyAnswer.senderEmail, 'an@example.be')
  })

  test('keeps a sentence that only looks like the start of a quote, and finds one over two lines', async () => {
    const words = 'Op de muur van de kerk schreef iemand dit:\n\nStem op mij.'
    assert.equal((await read(letter({}, words))).text, words)
    const broken =
      'Nog altijd.\n\nOp maandag 2 maart 2026 om 09:00 schreef Jan Peeters van de kerk <\njan@example.be>:\n> Oud.'
    assert.equal((await read(letter({}, broken))).text, 'Nog altijd.')
  })

  test('whose plain part is empty is read from its HTML; one that a form on a site sent is no answer of a machine', async () => {
    const parts = [
      '--b\r\nContent-Type: text/plain\r\n\r\n \r\n',
      '--b\r\nContent-Type: text/html\r\n\r\n<p>De bank in het park is stuk</p>\r\n--b--',
    ]
    const both = await read(letter({ 'Content-Type': 'multipart/alternative; boundary=b' }, parts.join('')))
    assert.equal(both.text, 'De bank in het park is stuk')
    assert.equal((await read(letter({ 'Auto-Submitted': 'auto-generated' }))).isAutomatic, false)
    assert.equal((await read(letter({ 'Auto-Submitted': 'auto-replied (vacation)' }))).isAutomatic, true)
  })

  test('of HTML alone becomes plain text, without what a browser would do', async () => {
    const html =
      '<html><head><style>p{}</style></head><body><p>De put &amp; de stoep</p><script>alert(1)</script>Dank</body>'
    const { text } = await read(letter({ 'Content-Type': 'text/html; charset=utf-8' }, html))
    assert.match(text, /De put & de stoep/)
    assert.doesNotMatch(text, /alert|style|<|p\{\}/)
  })

  test('takes no time that grows with the square of its size, whatever is left open in it', async () => {
    const header = (type: string) => letter({ 'Content-Type': `text/${type}; charset=utf-8` }, '')
    for (const [type, part] of [
      ['html', '<br '],
      ['html', '<a '],
      ['html', '<'],
      ['html', '<script>'],
      ['html', '<style x'],
      ['plain', 'op a '],
      ['plain', '> '],
    ] as const) {
      const start = performance.now()
      await read(header(type) + part.repeat(1_000_000 / part.length))
      assert.ok(performance.now() - start < 3000, `${type} ${part}`)
    }
  })

  test('makes a note of its subject and its words, each said once', () => {
    assert.equal(noteOf({ subject: 'Re: Lamp stuk', text: 'In de Kerkstraat.' }), 'Lamp stuk\n\nIn de Kerkstraat.')
    assert.equal(
      noteOf({ subject: 'lamp stuk', text: 'De lamp stuk in de Kerkstraat.' }),
      'De lamp stuk in de Kerkstraat.',
    )
    assert.equal(noteOf({ subject: '', text: 'x'.repeat(5000) }).length, 2000)
  })

  test('of a machine is known as such; nonsense is read without falling over', async () => {
    for (const [name, value] of [
      ['Auto-Submitted', 'auto-replied'],
      ['Return-Path', '<>'],
      ['From', 'MAILER-DAEMON@example.be'],
    ] as const)
      assert.equal((await read(letter({ [name]: value }))).isAutomatic, true, name)
    assert.equal((await read(letter())).isAutomatic, false)
    for (const nonsense of ['', '\0\0\0', 'From: <', 'Subject: =?utf-8?B?////?=\r\n\r\n', letter({ From: '"\n@' })])
      assert.equal(typeof (await read(nonsense)).text, 'string')
    const [one, other] = [await read('Subject: a\r\n\r\nb'), await read('Subject: a\r\n\r\nc')]
    assert.notEqual(one.messageId, other.messageId)
  })
})
