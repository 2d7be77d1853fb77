import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { guessLanguage } from './guess-language.ts'

/** As people write to their municipality: short, long, with typing errors, without accents, in the way of the region. */
const SENTENCES = {
  nl: [
    'De lamp voor de kerk brandt niet.',
    'Goedemorgen, er ligt al twee weken een matras op de stoep in de Kerkstraat.',
    'Het fietspad is helemaal kapot ter hoogte van nummer 12',
    'kunt u aub de put in onze straat maken? bedankt',
    'Wij hebben deze morgen gezien dat iemand zijn afval in het park heeft gesmeten.',
    'Sinds vrijdag staat er water op het kruispunt met de Tiensesteenweg.',
    'Er is een boom omgevallen en die ligt over heel de weg',
    'Beste, de vuilbak zit weer vol. Groeten, An',
    'Auto’s parkeren altijd op het zebrapad, ’t is gevaarlijk voor de kinderen',
    'Onze brievenbus wordt niet meer geledigd',
  ],
  fr: [
    'La lampe devant l’église ne fonctionne plus.',
    'Bonjour, il y a un matelas sur le trottoir depuis deux semaines.',
    'Un trou dans la route pres du numero 12',
    'Pourriez-vous réparer le banc du parc ? Merci',
    'Nous avons vu ce matin que quelqu’un a jeté ses déchets dans le bois.',
    "Depuis vendredi, l'eau stagne au carrefour avec la chaussée de Tirlemont.",
    'Les poubelles sont pleines et ça sent mauvais',
    'Madame, Monsieur, mon voisin a coupé un arbre sans permis.',
    'C’est dangereux pour les enfants qui vont à l’école',
    'Des voitures se garent sur la piste cyclable',
  ],
  en: [
    'The street light in front of the church is broken.',
    'Hello, there has been a mattress on the pavement for two weeks.',
    'Hole in the road near number 12',
    'Could you please repair the bench in the park? Thanks',
    'We saw this morning that somebody dumped their rubbish in the woods.',
    'Since Friday there is water at the crossing with the Tiensesteenweg',
    'A tree has fallen and it is blocking the road',
    'Dear Sir or Madam, my neighbour cut a tree without a permit.',
    'it’s dangerous for the children who walk to school',
    'Cars are parked on the cycle path every day',
  ],
  de: [
    'Die Laterne vor der Kirche ist kaputt.',
    'Guten Tag, seit zwei Wochen liegt eine Matratze auf dem Gehweg.',
    'Loch in der Straße bei Nummer 12, bitte reparieren',
    'Können Sie bitte die Bank im Park reparieren? Danke',
    'Wir haben heute Morgen gesehen, dass jemand seinen Müll in den Wald geworfen hat.',
    'Seit Freitag steht Wasser auf der Kreuzung mit der Tiensesteenweg.',
    'Ein Baum ist umgefallen und liegt auf der Straße',
    'Sehr geehrte Damen und Herren, mein Nachbar hat einen Baum gefällt.',
    'es ist gefaehrlich fuer die Kinder',
    'Der Mülleimer ist wieder voll und es riecht',
  ],
} as const

const NOT_KNOWN = [
  '',
  'Lamp stuk',
  'Sluikstort Kerkstraat 12, 3000 Leuven',
  'P1030044.JPG',
  '0470 12 34 56',
  'Hay una farola rota en la calle y está muy oscuro por la noche.',
  'Il lampione è rotto e non c’è luce nella strada.',
  'Latarnia jest zepsuta i w nocy jest ciemno na ulicy',
  'Sokak lambası bozuk ve bu çok tehlikeli',
  'مصباح الشارع لا يعمل',
]

describe('the language of somebody’s words', () => {
  test('is guessed from forty sentences as residents write them', () => {
    const wrong = Object.entries(SENTENCES).flatMap(([language, sentences]) =>
      sentences
        .filter((one) => guessLanguage(one) !== language)
        .map((one) => `${language}, ${guessLanguage(one)}: ${one}`),
    )
    assert.equal(Object.values(SENTENCES).flat().length, 40)
    assert.deepEqual(wrong, [])
  })

  test('is not said of names, numbers and other languages', () => {
    assert.deepEqual(
      NOT_KNOWN.filter((one) => guessLanguage(one) !== undefined),
      [],
    )
  })

  test('of a very long text takes no time', () => {
    const start = performance.now()
    guessLanguage("l'".repeat(5_000_000))
    assert.ok(performance.now() - start < 3000)
  })
})
