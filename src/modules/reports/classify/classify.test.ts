import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { LANGUAGES } from '#core/i18n/language.ts'
import { region } from '#modules/region/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { CATEGORIES } from '../category.ts'
import { messages as reportMessages } from '../messages.ts'
import { reports } from '../module.ts'
import { addReports } from '../store/change.ts'
import { gramsOf } from './grams.ts'
import { guessCategories, packModel, trainModel, unpackModel, type Guess } from './model.ts'
import { SEEDS, seedModel } from './seed-model.ts'
import { suggestCategories, worthOffering } from './suggest.ts'

describe('the category of words', () => {
  let square: TestSquare
  before(async () => {
    square = await openTestSquare([region, reports])
  })
  after(() => square.close())

  test('is among three for sentences that are in no list, in four languages', async () => {
    const model = await seedModel()
    const asked = [
      ['De lantaarn aan de hoek brandt al drie dagen niet', 'street-light'],
      ['Er werd een hoop afval gestort achter de sporthal, matrassen en verf', 'dumping'],
      ['Mijn zoontje viel van zijn fiets door de gaten in het fietspad', 'cycle-path'],
      ['Le lampadaire devant chez moi clignote', 'street-light'],
      ['Des rats sortent des poubelles', 'animal'],
      ['The swing in the playground is missing a chain', 'playground'],
      ['Der Baum vor dem Haus verliert Äste', 'tree'],
      ['Straatkolk verstopt, alles staat onder water', 'water'],
    ] as const
    for (const [text, category] of asked) {
      const three = guessCategories(model, text)
        .slice(0, 3)
        .map((guess) => guess.category)
      assert.ok(three.includes(category), `${text}: ${three.join()}`)
    }
  })

  test('is first for full bins, low branches and waste that was not taken, whose words are near to each other', async () => {
    const model = await seedModel()
    const first = {
      litter: [
        'volle vuilnisbak in het park',
        'de vuilnisbak aan de bushalte zit overvol',
        'de vuilnisbak puilt uit',
        'la poubelle publique déborde',
        'the bin in the park is overflowing',
        'der Mülleimer im Park ist übervoll',
      ],
      tree: [
        'takken hangen over het voetpad',
        'tak hangt over het voetpad',
        'les branches pendent sur le trottoir',
        'a branch hangs over the pavement',
      ],
      'missed-collection': [
        'poubelle pas ramassée',
        'Müll wurde nicht abgeholt',
        'vuilnis niet opgehaald',
        'rubbish not collected',
      ],
      container: ['de glasbol zit vol', 'bulle à verre pleine', 'the bottle bank is full', 'Glascontainer voll'],
    }
    for (const [category, texts] of Object.entries(first))
      for (const text of texts) assert.equal(worthOffering(guessCategories(model, text))[0], category, text)
    for (const category of CATEGORIES.filter((one) => one !== 'other'))
      for (const language of LANGUAGES) {
        const name = reportMessages(language)(`category.${category}`)
        assert.equal(guessCategories(model, name)[0]?.category, category, name)
      }
  })

  test('is not guessed from words that nothing is known about', async () => {
    const model = await seedModel()
    for (const text of [
      'Mijn sleutels verloren',
      'Wanneer is het gemeentehuis open?',
      'Hello, this is a test',
      'zxqv',
      '',
    ])
      assert.deepEqual(worthOffering(guessCategories(model, text)), [], text)
    assert.equal(worthOffering(guessCategories(model, 'De lamp is stuk'))[0], 'street-light')
    assert.equal(worthOffering(guessCategories(model, 'De lamp is stuk')).length, 3)
  })

  test('held-out seeds are found far more often than by chance', async () => {
    const model = await trainModel(SEEDS.filter((_, index) => index % 5 !== 0))
    const held = SEEDS.filter((_, index) => index % 5 === 0)
    const right = held.filter(({ text, category }) =>
      guessCategories(model, text)
        .slice(0, 3)
        .some((guess) => guess.category === category),
    )
    assert.ok(right.length / held.length > 0.6, `${right.length} of ${held.length}`)
  })

  test('all categories are always there, once, with likelihoods that add up to one', async () => {
    const model = await seedModel()
    for (const text of ['', '💡', 'x'.repeat(2000), "'; drop table", 'lamp '.repeat(400)]) {
      const guesses = guessCategories(model, text)
      assert.deepEqual(guesses.map(({ category }) => category).toSorted(), [...CATEGORIES].toSorted())
      const sum = guesses.reduce((all, { likelihood }) => all + likelihood, 0)
      assert.ok(Math.abs(sum - 1) < 1e-6, text)
    }
  })

  test('the same examples give the same model; packing changes next to nothing and stays small', async () => {
    const [one, other] = [await trainModel(SEEDS.slice(0, 60)), await trainModel(SEEDS.slice(0, 60))]
    assert.deepEqual(one.weights, other.weights)
    const packed = packModel(await seedModel())
    assert.ok(packed.length < 1_000_000)
    const unpacked = unpackModel(packed)
    assert.ok(unpacked)
    for (const { text } of SEEDS.slice(0, 50)) {
      const whole: Guess | undefined = guessCategories(await seedModel(), text)[0]
      const small: Guess | undefined = guessCategories(unpacked, text)[0]
      assert.equal(whole?.category, small?.category)
    }
    assert.equal(unpackModel('{"scale":1,"bias":[],"weights":""}'), undefined)
  })

  test('words become places of which nothing can be read, of length one', () => {
    const { values } = gramsOf('De straatlamp is stuk')
    assert.ok(Math.abs(Math.hypot(...values) - 1) < 1e-6)
    assert.equal(gramsOf('').places.length, 0)
    assert.ok(gramsOf('woord '.repeat(100_000)).places.length < 100)
  })

  test('a body learns its own words at night, only those that were shown', async () => {
    const { sql, clock } = square.services
    const words = (note: string, index: number) => ({
      municipality: '24062',
      body: 'leuven',
      category: 'animal' as const,
      note: `${note} ${index}`,
      street: '',
      postalCode: '3000',
      channel: 'web' as const,
      language: 'nl',
      receivedAt: clock(),
    })
    const fill = (note: string) =>
      sql.transaction((within) =>
        addReports(
          within,
          Array.from({ length: 40 }, (_, index) => words(note, index)),
        ),
      )
    await fill('Een kwabbernoot gezien aan de vaart')
    await sql`update reports.report set note_public = true`
    await fill('De flapdrol ligt weer op straat')
    const before = await suggestCategories(sql, 'leuven', 'kwabbernoot aan de vaart')
    await square.jobs.runNow('reports.learn-categories')
    assert.equal((await suggestCategories(sql, 'leuven', 'kwabbernoot aan de vaart'))[0], 'animal')
    assert.notEqual(before[0], 'animal')
    const [row] = await sql<{ examples: number; model: string; counts: { animal: number } }>`
      select examples, model, counts from reports.category_model where body = 'leuven'`
    assert.equal(row?.examples, 40)
    assert.equal(row?.counts.animal, 80)
    assert.doesNotMatch(row?.model ?? '', /kwabber|flapdrol/)
    // What was hidden was not learnt: with the same shown words it would be the very same model.
    await sql`delete from reports.report where not note_public`
    await square.jobs.runNow('reports.learn-categories')
    const [again] = await sql<{ model: string }>`select model from reports.category_model where body = 'leuven'`
    assert.equal(again?.model, row?.model)
  })

  test('the page says so when it found nothing, and offers all in their own order', async () => {
    const resident = square.visitor()
    await resident.get('/nl/reports/new')
    const where = await resident.post('/nl/reports/new', { postalCode: '1500', street: 'Grote Markt 1' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    await resident.get(`${form}/what`)
    await resident.post(`${form}/what`, { note: 'Mijn sleutels verloren' })
    const page = (await resident.get(`${form}/category`)).body
    assert.match(page, /We vonden geen onderwerp bij je woorden/)
    assert.doesNotMatch(page, /govuk-radios__divider|Bovenaan staat/)
    const values = [...page.matchAll(/name="category"[^>]*value="([a-z-]+)"|value="([a-z-]+)"[^>]*name="category"/g)]
    assert.deepEqual(
      values.map(([, first, second]) => first ?? second),
      [...CATEGORIES],
    )
  })

  test('the page puts the three likeliest first and the others after them', async () => {
    const resident = square.visitor()
    await resident.get('/nl/reports/new')
    const where = await resident.post('/nl/reports/new', { postalCode: '1500', street: 'Grote Markt 1' })
    const form = String(where.headers.location).replace(/\/what$/, '')
    assert.equal((await resident.get(`${form}/category`)).headers.location, `${form}/what`)
    const what = await resident.get(`${form}/what`)
    assert.doesNotMatch(what.body, /name="category"/)
    const kept = await resident.post(`${form}/what`, { note: 'De glijbaan in het speelplein is kapot.' })
    assert.equal(kept.headers.location, `${form}/category`)
    const page = (await resident.get(`${form}/category`)).body
    const order = [...page.matchAll(/name="category"[^>]*value="([a-z-]+)"|value="([a-z-]+)"[^>]*name="category"/g)]
    const values = order.map(([, first, second]) => first ?? second)
    assert.equal(values[0], 'playground')
    assert.deepEqual(values.toSorted(), [...CATEGORIES].toSorted())
    assert.ok(page.indexOf('govuk-radios__divider') > 0)
    assert.equal((await resident.get(`${form}/check`)).headers.location, `${form}/category`)
    assert.equal((await resident.post(`${form}/category`, { category: 'nonsense' })).statusCode, 422)
    await resident.post(`${form}/category`, { category: 'playground' })
    assert.equal((await resident.get(`${form}/check`)).statusCode, 200)
  })
})
