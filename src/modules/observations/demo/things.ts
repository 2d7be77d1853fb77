import { roughly, ROUGH } from '../place.ts'
import { AREAS } from '../reliability/standing.ts'
import { AIR, BESIDE_STATION, BICYCLES, CARS, MORE_AIR, STATION, WATER, type Shape } from './shapes.ts'

/** An invented thing, before it has a place. */
export interface InventedThing {
  readonly key: string
  readonly name: string
  readonly description: string
  readonly sensor: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly shapes: readonly Shape[]
  readonly isRough: boolean
  readonly seed: number
  /** Things of one municipality with the same number stand in the same place. */
  readonly spot: number
  /** Whether others are calibrated with it. */
  readonly isReference: boolean
  /** It stopped so many hours ago. */
  readonly stoppedFor: number
}

const STREETS = {
  nl: ['Kerkstraat', 'Molenstraat', 'Stationsstraat', 'Dorpsplein', 'Schoolstraat', 'Lindelaan'],
  fr: [
    'rue de l’Église',
    'rue du Moulin',
    'rue de la Station',
    'place communale',
    'rue de l’École',
    'avenue des Tilleuls',
  ],
}
const WORDS = {
  air: { nl: 'Luchtmeter', fr: 'Mesure de l’air' },
  station: { nl: 'Meetstation', fr: 'Station de mesure' },
  beside: { nl: 'Luchtmeter naast het meetstation', fr: 'Capteur à côté de la station' },
  cars: { nl: 'Verkeersteller', fr: 'Compteur de trafic' },
  bicycles: { nl: 'Fietsteller', fr: 'Compteur de vélos' },
  water: { nl: 'Peilmeter', fr: 'Limnimètre' },
  demo: {
    nl: 'Een verzonnen meetpunt, met verzonnen waarden, voor de demonstratie.',
    fr: 'Un point de mesure inventé, avec des valeurs inventées, pour la démonstration.',
  },
}
/** How they stand; of some nobody said. */
const STANDS: Readonly<Record<Exclude<keyof typeof WORDS, 'demo'>, (turn: number) => Record<string, unknown>>> = {
  air: (turn) =>
    turn % 5 === 4
      ? { outdoors: true }
      : {
          outdoors: true,
          height: turn % 7 === 6 ? 12 : 2.5,
          area: AREAS[turn % 3],
          influence: turn % 4 === 3 ? 'traffic' : 'background',
        },
  station: () => ({ outdoors: true, height: 3, area: 'urban', influence: 'background' }),
  beside: () => ({ outdoors: true, height: 3, area: 'urban', influence: 'background' }),
  cars: () => ({ outdoors: true, height: 4, influence: 'traffic' }),
  bicycles: () => ({ outdoors: true, height: 0 }),
  water: () => ({ outdoors: true }),
}
const SPOTS = ['air', 'cars', 'bicycles', 'water', 'station']
const TEN_MINUTES = 600
/** Leuven has a station with a cheap sensor beside it. */
const WITH_STATION = '24062'

/** What stands in a municipality: air and traffic everywhere, bicycles and water here and there; `turn` is its place among all. */
export function inventThings(nis: string, language: 'nl' | 'fr', turn: number): InventedThing[] {
  const thing = (
    kind: Exclude<keyof typeof WORDS, 'demo'>,
    sensor: string,
    shapes: readonly Shape[],
  ): InventedThing => {
    const isAtStation = kind === 'station' || kind === 'beside'
    const seed = Number(nis) + (isAtStation ? 5 : kind.length * 31)
    return {
      key: `demo/${kind}/${nis}`,
      name: `${WORDS[kind][language]} ${STREETS[language][seed % 6]}`,
      description: WORDS.demo[language],
      sensor: `${sensor} (demo)`,
      properties: { ...(kind === 'air' && { precision: ROUGH }), ...STANDS[kind](turn) },
      shapes,
      isRough: kind === 'air',
      seed,
      spot: SPOTS.indexOf(isAtStation ? 'station' : kind),
      isReference: kind === 'station',
      stoppedFor: isAtStation ? 0 : (turn * 4 + kind.length) % 23 === 5 ? 50 : 0,
    }
  }
  const isFast = turn % 41 === 0
  const air = [...AIR.slice(0, turn % 3 === 0 ? 2 : 1), ...(turn % 9 === 0 ? MORE_AIR : [])].map((shape) =>
    isFast && shape.property === 'pm2-5' ? { ...shape, period: TEN_MINUTES } : shape,
  )
  return [
    thing('air', 'SDS011 + BME280', air),
    thing('cars', 'Camera', CARS.slice(0, turn % 2 === 0 ? 2 : 1)),
    ...(turn % 4 === 1 ? [thing('bicycles', 'Lus / boucle', BICYCLES)] : []),
    ...(turn % 7 === 2 ? [thing('water', 'Druksonde / sonde de pression', WATER)] : []),
    ...(nis === WITH_STATION
      ? [thing('station', 'Fidas 200', STATION), thing('beside', 'SDS011', BESIDE_STATION)]
      : []),
  ]
}

/** Where somebody may know that it stands: of what hangs at a home nothing more precise is kept. */
export function placeOf({ isRough }: InventedThing, point: { readonly lon: number; readonly lat: number }) {
  return isRough ? roughly(point) : point
}
