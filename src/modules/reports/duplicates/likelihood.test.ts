import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import sharp from 'sharp'
import { bitsApart, pictureBits } from '#core/files/picture-print.ts'
import { ALIKE_BITS, FEATURES, featuresOf, measurePair, type Compared } from './features.ts'
import { fitLogistic } from './fit.ts'
import { LIKELY, likelihoodOf, rankCandidates } from './likelihood.ts'
import { withTopics } from './topics.ts'
import weights from './weights.json' with { type: 'json' }
import { wordsAlike } from './words-alike.ts'

const AT = Temporal.Instant.from('2026-03-02T11:00:00Z')
const LAMP: Omit<Compared, 'topics'> = {
  category: 'street-light',
  note: 'De straatlamp voor de deur is stuk.',
  language: 'nl',
  street: 'Kerkstraat 12',
  lon: 4.7,
  lat: 50.88,
  receivedAt: AT,
  print: null,
}
const METRE = 1 / 111_195

describe('how likely reports are about the same thing', () => {
  async function likelihood(changes: Partial<Compared>): Promise<number> {
    const [one, other] = await withTopics([LAMP, { ...LAMP, ...changes }])
    assert.ok(one && other)
    return likelihoodOf(measurePair(one, other))
  }

  test('there is a weight for each feature', async () => {
    const [one] = await withTopics([LAMP])
    assert.ok(one)
    assert.equal(weights.weights.length, FEATURES.length)
    assert.equal(featuresOf(measurePair(one, one)).length, FEATURES.length)
  })

  test('the same in other words, in another language and some metres off is likely', async () => {
    assert.ok((await likelihood({ lat: 50.88 + 15 * METRE, note: 'Lantaarn brandt niet meer', street: '' })) > LIKELY)
    const french = { note: 'Le lampadaire ne marche plus', language: 'fr', lat: 50.88 + 15 * METRE, street: '' }
    assert.ok((await likelihood(french)) > LIKELY)
  })

  test('another category, another place and another number on the post are not', async () => {
    assert.ok((await likelihood({ category: 'animal', note: 'Hondenpoep op de stoep' })) < LIKELY)
    assert.ok((await likelihood({ lat: 50.88 + 150 * METRE, street: 'Kerkstraat 90' })) < LIKELY)
    const [one, other] = await withTopics([
      { ...LAMP, note: 'Lamp stuk, paal 1041' },
      { ...LAMP, note: 'Lamp stuk, paal 1042', lat: 50.88 + 30 * METRE, street: 'Kerkstraat 16' },
    ])
    assert.ok(one && other && likelihoodOf(measurePair(one, other)) < LIKELY)
  })

  test('nearer, sooner and with the same photo is likelier', async () => {
    const off = { lat: 50.88 + 60 * METRE, street: '', receivedAt: AT.add({ hours: 1 }) }
    assert.ok((await likelihood({ lat: 50.88 + 10 * METRE, street: '' })) > (await likelihood(off)))
    const later = { ...off, receivedAt: AT.add({ hours: 24 * 20 }) }
    assert.ok((await likelihood(off)) > (await likelihood(later)))
    const [one, alike, unlike] = await withTopics([
      { ...LAMP, print: 5n },
      { ...LAMP, ...off, print: 7n },
      { ...LAMP, ...off, print: ~5n },
    ])
    assert.ok(one && alike && unlike)
    assert.ok(likelihoodOf(measurePair(one, alike)) > likelihoodOf(measurePair(one, unlike)))
  })

  test('it does not matter which of the two is looked at first', async () => {
    const [one, other] = await withTopics([LAMP, { ...LAMP, category: 'road', note: 'Gat 12', lon: null, lat: null }])
    assert.ok(one && other)
    assert.equal(likelihoodOf(measurePair(one, other)), likelihoodOf(measurePair(other, one)))
  })

  test('ranking gives the likeliest first, no more than asked', async () => {
    const off = (metres: number) => ({ ...LAMP, lat: 50.88 + metres * METRE, metres })
    const [one] = await withTopics([LAMP])
    assert.ok(one)
    const ranked = rankCandidates(one, await withTopics([off(40), off(1), off(20), off(190)]), { least: 0.2, most: 2 })
    assert.deepEqual(
      ranked.map(({ candidate }) => candidate.metres),
      [1, 20],
    )
  })

  test('words are alike by stems and compounds', () => {
    assert.ok(wordsAlike('De straatlampen zijn kapot', 'Kapotte lamp in de straat').stems > 0.6)
    assert.equal(wordsAlike('De lamp is stuk', 'Er ligt een matras').stems, 0)
    assert.deepEqual(wordsAlike('', 'lamp'), { stems: 0, trigrams: 0, otherThings: false })
    assert.equal(wordsAlike('x'.repeat(50_000), 'lamp '.repeat(20_000)).stems, 0)
  })

  test('a photo that was sent on is alike, another one is not', async () => {
    const scene = (x: number) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#bcd"/><rect y="120" width="300" height="80" fill="#555"/><circle cx="${x}" cy="80" r="45" fill="#a30"/></svg>`,
        ),
      )
    const bits = await pictureBits(await scene(80).png().toBuffer())
    const again = await scene(80).resize(140).modulate({ brightness: 0.8 }).jpeg({ quality: 40 }).toBuffer()
    assert.ok(bitsApart(bits, await pictureBits(again)) <= ALIKE_BITS / 2)
    const other = await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    assert.ok(bitsApart(bits, await pictureBits(other)) > ALIKE_BITS)
    assert.equal(bitsApart(-1n, 0n), 64)
    await assert.rejects(pictureBits(Buffer.from('no picture')))
  })

  test('the model finds weights that are there', () => {
    const examples = Array.from({ length: 400 }, (_, index) => {
      const value = (index % 40) / 20 - 1
      return { features: [1, value], holds: value + ((index * 7919) % 13) / 13 - 0.5 > 0.2 }
    })
    const [bias = 0, slope = 0] = fitLogistic(examples, 0.01)
    assert.ok(slope > 4 && Math.abs(-bias / slope - 0.2) < 0.1, `${bias} ${slope}`)
    assert.throws(() => fitLogistic([]))
  })
})
