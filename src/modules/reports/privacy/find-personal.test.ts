import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { randomFrom } from '../demo/random.ts'
import { findPersonal, withoutPersonal } from './find-personal.ts'

const found = (text: string) => findPersonal(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)

test('finds addresses, telephone numbers, plates and numbers of people, however they are written', () => {
  const cases: Readonly<Record<string, string>> = {
    'Mail naar an.peeters@example.be aub.': 'email: an.peeters@example.be',
    'an.peeters (at) example.be': 'email: an.peeters (at) example.be',
    'Bel 016 12 34 56 na vijf uur': 'phone: 016 12 34 56',
    'Bel 0479/55.44.33': 'phone: 0479/55.44.33',
    '+32 479 55 44 33 is mijn nummer': 'phone: +32 479 55 44 33',
    '0032479554433': 'phone: 0032479554433',
    'De auto 1-ABC-123 staat er': 'plate: 1-ABC-123',
    'auto 2XYZ987 weer fout': 'plate: 2XYZ987',
    'oude plaat ABC-123': 'plate: ABC-123',
    'rekening BE68 5390 0754 7034 graag': 'number: BE68 5390 0754 7034',
    '85.07.30-033.28': 'number: 85.07.30-033.28',
    'Mevrouw Peeters klaagt': 'name: Mevrouw Peeters',
    'bij dhr. Van den Berghe thuis': 'name: dhr. Van den Berghe',
    'chez madame Dupont': 'name: madame Dupont',
    'mijn naam is Wannes': 'name: mijn naam is Wannes',
    'de hond van Jan Janssens blaft': 'name: Jan Janssens',
    'Herr Müller parkt dort': 'name: Herr Müller',
    'voor huisnummer 12b': 'house: huisnummer 12b',
    'een witte 1abc123 staat er': 'plate: 1abc123',
    'auto 1-abc-123': 'plate: 1-abc-123',
    'plaat ABC 123': 'plate: ABC 123',
    'Franse wagen AB-123-CD': 'plate: AB-123-CD',
    'Nederlander GZ-123-X': 'plate: GZ-123-X',
    'rekening be68539007547034': 'number: be68539007547034',
    'BE68-5390-0754-7034': 'number: BE68-5390-0754-7034',
    '85073003361': 'number: 85073003361',
    'Tel 0475 - 12 - 34 - 56': 'phone: 0475 - 12 - 34 - 56',
    'Tel 0475 – 12 34 56': 'phone: 0475 – 12 34 56',
    '475 12 34 56': 'phone: 475 12 34 56',
    'Kerkstraat 12 bus 3': 'house: 12 bus 3',
    'devant la rue de la Loi 16': 'house: 16',
    'au 12, rue Neuve': 'house: 12',
    'JAN PEETERS woont hier': 'name: JAN PEETERS',
    'bel jan peeters op': 'name: bel jan peeters',
    'Peeters Jan blaft': 'name: Peeters Jan',
    'chez M. Dupont': 'name: M. Dupont',
    'zie @jan_p': 'name: @jan_p',
    'zie https://facebook.com/jan.peeters': 'name: https://facebook.com/jan.peeters',
    'geboren op 30/07/1985': 'number: geboren op 30/07/1985',
  }
  for (const [text, expected] of Object.entries(cases)) assert.deepEqual(found(text), [expected], text)
})

test('leaves what points to nobody', () => {
  for (const text of [
    'Er ligt al 3 weken een zetel op het voetpad in de Kerkstraat.',
    'De lamp 1234 is stuk sinds 12/03/2026.',
    'Glasbol aan de Sint-Jan kerk is vol, het is 20 m verder.',
    'De buurman wil ook een antwoord.',
    'Le trou fait 30 cm de profondeur.',
    'Drei Straßenlampen in der Hauptstraße sind kaputt.',
    'N2 richting Leuven, 100 m voorbij de rotonde.',
    'Ik wil 2 tot 100 meter verder, van 7 tot 12 uur.',
    'Bel de politie of bel aan.',
    'Sint Jan staat er nog.',
    'Op 12-03-26 en 12/03/2026 gebeurd, lijn 601.',
  ])
    assert.deepEqual(found(text), [], text)
})

test('finds who is named after a title, with small words between, and names of elsewhere', () => {
  for (const [text, left] of [
    ['De heer de Smet woont daar.', '[…] woont daar.'],
    ['Hr Janssens zag het.', '[…] zag het.'],
    ['Vraag het aan dokter Claes.', 'Vraag het aan […].'],
    ['Mevrouw van der Auwera belde.', '[…] belde.'],
    ['Xi Wang zag het.', '[…] zag het.'],
  ] as const)
    assert.equal(withoutPersonal(text, '[…]'), left)
  for (const text of ['De dokter is er niet.', 'Hr. 12', 'De heer die daar woont'])
    assert.deepEqual(findPersonal(text), [], text)
})

test('takes out every part and leaves the rest as it was, for any text', () => {
  assert.equal(withoutPersonal('Bel An Peeters op 016 12 34 56.', '[…]'), 'Bel […] op […].')
  const random = randomFrom(11)
  const parts = [
    'Mevrouw Peeters',
    '016 12 34 56',
    'x@y.be',
    ' de ',
    'lamp',
    '1-ABC-123',
    '\n',
    '’',
    '😀',
    '0',
    'é ',
    '(',
    'nr 7',
  ]
  for (let round = 0; round < 5000; round++) {
    const text = Array.from({ length: 12 }, () => parts[Math.floor(random() * parts.length)] ?? '').join('')
    const all = findPersonal(text)
    for (const [index, one] of all.entries()) {
      assert.ok(one.start < one.end && one.end <= text.length)
      assert.ok((all[index - 1]?.end ?? 0) <= one.start, 'parts overlap')
    }
    const shown = withoutPersonal(text, '')
    assert.equal(shown.length, text.length - all.reduce((sum, { start, end }) => sum + end - start, 0))
  }
})

test('takes no time that grows with the square of the text', () => {
  const time = (text: string) => {
    const start = performance.now()
    findPersonal(text)
    return performance.now() - start
  }
  for (const part of ['0 ', 'A.', 'van de ', 'Jan ', 'a@', '1-', 'Mevrouw ', 'a', '1', '-', 'rue a ', 'straat '])
    assert.ok(time(part.repeat(Math.floor(100_000 / part.length))) < 1500, part)
})

test('finds the same in a process that compiles expressions without optimizing them, as one that runs long does', () => {
  const text = 'Mevrouw Peeters en DE HEER de Smet klagen, An Maes woont in de Kerkstraat 12, bel 0479 55 44 33'
  const program = `import(${JSON.stringify(new URL('find-personal.js', import.meta.url).href)})
    .then(({ findPersonal }) => console.log(JSON.stringify(findPersonal(${JSON.stringify(text)}))))`
  const told = execFileSync(process.execPath, ['--no-regexp-optimization', '-e', program], { encoding: 'utf8' })
  assert.deepEqual(JSON.parse(told), findPersonal(text))
  assert.ok(findPersonal(text).length >= 5)
})
