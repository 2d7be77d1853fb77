import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openTestDatabase } from '#core/database/testing.ts'
import { partsOf } from './compounds.ts'
import { fold, wordsIn } from './fold.ts'
import { readQuestion, tsqueryOf } from './question.ts'
import { similarity } from './similarity.ts'

/** Document, question, whether it is found. */
const CASES: readonly (readonly [string, string, boolean])[] = [
  ['De straatlamp is stuk', 'straatlamp', true],
  ['De straatlamp is stuk', 'lamp', true],
  ['De straatlamp is stuk', 'straat', true],
  ['De straatlamp is stuk', 'lampen', true],
  ['De lamp is stuk', 'straatlamp', true],
  ['De lampen zijn stuk', 'straatlampen', true],
  ['De vuilnisbak zit vol', 'vuilnis', true],
  ['De vuilnisbak zit vol', 'bakken', true],
  ['Vuilnisbakken', 'vuilnisbak', true],
  ['Een boom is omgevallen', 'bomen', true],
  ['Bomen op de weg', 'boom', true],
  ['Twee huizen verder', 'huis', true],
  ['Het huis hiernaast', 'huizen', true],
  ['Gaten in het fietspad', 'gat', true],
  ['Een gat in de weg', 'gaten', true],
  ['Losse tegels', 'tegel', true],
  ['Overhangende takken', 'tak', true],
  ['Sluikstort bij de glasbol', 'glasbollen', true],
  ['Hondenpoep', 'hond', true],
  ['Het kruispunt met de Tiensesteenweg', 'tiensesteenweg kruispunt', true],
  ['Het kruispunt', 'kruispunt lamp', false],
  ['De kerk', 'kers', false],
  ['Éclairage public en panne', 'eclairage', true],
  ['Les lampadaires sont cassés', 'lampadaire cassé', true],
  ['Un arbre tombé', 'arbres', true],
  ['Des arbres', 'arbre', true],
  ['Poubelles pleines', 'poubelle', true],
  ['Trottoir abîmé', 'trottoirs', true],
  ['Les travaux', 'travail', false],
  ['Une rue sans éclairage', 'ÉCLAIRAGE RUE', true],
  ['Dépôt clandestin', 'depot', true],
  ['La piste cyclable est glissante', 'pistes cyclables', true],
  ['Un café', 'cafe', true],
  ['The street lamps are broken', 'street lamp', true],
  ['Ein Schlagloch in der Straße', 'schlagloch', true],
  ['Kapotte fietsenstalling', 'fiets', true],
  ['Zonnepanelen op het dak', 'zonnepaneel', true],
  ['Een laadpaal graag', 'laadpalen', true],
  ['Meldingen over geluid', 'geluidshinder geluid', false],
  ['Geluidshinder van de werf', 'hinder', true],
  ['De lamp is kapot', 'kapotte straatlampen', true],
  ['Zwerfvuil langs de beek', 'vuil', true],
]

describe('search', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  before(async () => {
    database = await openTestDatabase([])
  })
  after(() => database.close())

  async function isFound(document: string, question: string): Promise<boolean> {
    const query = tsqueryOf(readQuestion(question))
    const [row] = await database.sql<{ found: boolean }>`
      select core.search_document(${document}) @@ to_tsquery('simple', ${query}) as found`
    return row?.found ?? false
  }

  test('finds forms, stems, compounds and words without their accents, and nothing else', async () => {
    const wrong: string[] = []
    for (const [document, question, expected] of CASES)
      if ((await isFound(document, question)) !== expected) wrong.push(`"${question}" in "${document}"`)
    assert.deepEqual(wrong, [])
  })

  test('whatever is typed has no meaning for the database', async () => {
    const odd = ["'", '" & |', '!lamp:*', '( )', '<->', 'a\u0000b', '💡', '\\', "x'); drop table core.letter; --", '%_']
    for (const text of odd) {
      const question = readQuestion(text)
      if (question.words.length > 0) assert.equal(typeof (await isFound('lamp', text)), 'boolean', text)
    }
    assert.deepEqual(readQuestion('').words, [])
    assert.equal(readQuestion('a '.repeat(500)).text.length <= 100, true)
    assert.equal(readQuestion('a b c d e f g h i j k l').words.length, 8)
  })

  test('letters without accents are the same in the database and here', async () => {
    const text = 'ÁÀÂÄÃÅ éèêë ÍÌÎÏ óòôöõ ÚÙÛÜ ýÿ Çñ Œuvre Æ'
    const [row] = await database.sql<{ folded: string }>`select core.folded(${text}) as folded`
    assert.equal(row?.folded, fold(text))
    assert.deepEqual(wordsIn('L’été à Sint-Pieters-Leeuw, 1600!'), [
      'l',
      'ete',
      'a',
      'sint',
      'pieters',
      'leeuw',
      '1600',
    ])
  })

  test('compounds are taken apart when both parts are known', () => {
    assert.deepEqual(partsOf('straatlamp'), ['straat', 'lamp'])
    assert.deepEqual(partsOf('zonnepanelen'), ['zonne', 'paneel'])
    assert.deepEqual(partsOf('vuilnisbakken'), ['vuilnis', 'bak'])
    assert.deepEqual(partsOf('buurtfeest'), ['buurt', 'feest'])
    assert.equal(partsOf('lamp'), undefined)
    assert.equal(partsOf('onzinwoord'), undefined)
  })

  test('similarity is that of pg_trgm', async () => {
    for (const [one, other] of [
      ['Leuven', 'Leuvn'],
      ['Zaventem', 'Savenhem'],
      ['Sint-Pieters-Leeuw', 'sint pieters leeuw'],
      ['a', 'b'],
    ] as const) {
      const [row] = await database.sql<{ alike: number }>`select similarity(${one}, ${other})::float8 as alike`
      assert.ok(Math.abs((row?.alike ?? -1) - similarity(one, other)) < 1e-6, `${one} and ${other}`)
    }
  })
})
