import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { officialeseIn } from './officialese.ts'
import { readabilityOf, sentencesOf, wordsOf } from './readability.ts'
import { syllablesOf } from './syllables.ts'

describe('plain Dutch', () => {
  test('syllables are counted as they are spoken', () => {
    const words: Record<string, number> = {
      huis: 1, gemeente: 3, melding: 2, straat: 1, straatlamp: 2, aanmelden: 3, e: 1, reëel: 2, coöperatie: 5, ruïne: 3,
      eeuw: 1, nieuw: 1, mooi: 1, roeien: 2, draaien: 2, zeeën: 2, idee: 2, ideeën: 3, koe: 1, koeien: 2, kwaliteit: 3,
      inwoner: 3, verantwoordelijkheid: 6, foto: 2, "foto's": 2, radio: 3, station: 2, politie: 3, leeuw: 1, blauw: 1,
      trein: 1, bijzonder: 3, ijs: 1, buurt: 1, Streekplein: 2, afval: 2, keuze: 2, duur: 1, financieel: 4, begroting: 3,
      januari: 4, februari: 4, maart: 1, wachtwoord: 2, burger: 2, vuilnisbak: 3, zuid: 1, oost: 1, theater: 3, beïnvloeden: 4,
    } // prettier-ignore
    const wrong = Object.entries(words).flatMap(([word, count]) =>
      syllablesOf(word) === count ? [] : [`${word}: ${syllablesOf(word)} instead of ${count}`],
    )
    // Without a dictionary some words go wrong: at most one in twelve here.
    assert.ok(wrong.length <= Object.keys(words).length / 12, wrong.join(', '))
  })

  test('the formula is that of Douma', () => {
    // Six words, one sentence, seven syllables.
    const { score, words, sentences } = readabilityOf('De kat zit op de tafel.')
    assert.deepEqual([words, sentences], [6, 1])
    assert.ok(Math.abs((score ?? 0) - (206.84 - 0.93 * 6 - 77 * (7 / 6))) < 1e-9)
    assert.equal(readabilityOf(' 12 € https://x.be/a').score, undefined)
  })

  test('sentences end where a reader stops', () => {
    assert.deepEqual(sentencesOf('Dag Jan\n\nEr is 3.5 m te weinig. Kijk op https://a.be/b.c. Tot straks!'), [
      'Dag Jan',
      'Er is 3.5 m te weinig.',
      'Kijk op   Tot straks!',
    ])
    assert.equal(sentencesOf('Bel de dienst, bv. morgen. Of schrijf.').length, 2)
    assert.deepEqual(wordsOf('Foto’s, e-mail en 3 auto-onderdelen: an@x.be'), [
      'Foto’s',
      'e-mail',
      'en',
      'auto-onderdelen',
    ])
  })

  test('hard words and long sentences lower the score', () => {
    const plain = readabilityOf('We maken de lamp. Dat duurt een week. Je krijgt een mail.')
    const hard = readabilityOf(
      'Overeenkomstig de reglementering inzake openbare verlichtingsinfrastructuur wordt de herstelling uitgevoerd.',
    )
    assert.ok((plain.score ?? 0) > 90 && (hard.score ?? 0) < 30, `${plain.score} and ${hard.score}`)
  })

  test('words of offices are found, whole words only, with what to say instead', () => {
    assert.deepEqual(officialeseIn('Indien u wenst, gelieve tevens uw verzoekschrift te sturen.'), [
      { word: 'gelieve', instead: 'wil je' },
      { word: 'indien', instead: 'als' },
      { word: 'tevens', instead: 'ook' },
      { word: 'verzoekschrift', instead: 'vraag' },
      { word: 'wenst', instead: 'wilt' },
    ])
    assert.deepEqual(officialeseIn('De dochter is welkom, aldusdanig en reedsheid als je wilt'), [])
  })
})
