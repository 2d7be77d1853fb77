import { z } from 'zod'
import type { Category } from '../category.ts'

/** A report in a file, understood. */
export interface ImportedReport {
  readonly sourceId: string
  readonly category: Category
  readonly lon: number
  readonly lat: number
  readonly receivedAt: Temporal.Instant
  readonly note: string
  readonly street: string
}

/** How one kind of file is read. */
export interface Format {
  readonly about: string
  /** Goes with each record, so that the same file is never taken in twice. */
  readonly source: string
  /** Language of the words in it. */
  readonly language: string
  /** Gives the report, or the sentence why the record cannot be one. */
  read(record: unknown): ImportedReport | string
}

const AssenRecord = z.object({
  id: z.string({ error: 'id must be a text' }).min(1, { error: 'id is empty' }).max(100, { error: 'id is too long' }),
  lng: z
    .number({ error: 'lng must be a number' })
    .min(-180, { error: 'lng is out of range' })
    .max(180, { error: 'lng is out of range' }),
  lat: z
    .number({ error: 'lat must be a number' })
    .min(-90, { error: 'lat is out of range' })
    .max(90, { error: 'lat is out of range' }),
  subcategory_slug: z.string({ error: 'subcategory_slug must be a text' }),
  created_at: z.string({ error: 'created_at must be a text' }),
})

/** The kinds of file that `streekplein import reports FILE --as …` reads. */
export const FORMATS: Readonly<Record<string, Format>> = {
  assen: {
    about: 'Public reports as a Signalen system gives them, gathered as a JSON array (Assen, NL); may be gzipped',
    source: 'assen',
    language: 'nl',
    read: (record) => {
      const read = AssenRecord.safeParse(record)
      if (!read.success) return read.error.issues.map(({ message }) => message).join('; ')
      const { id, lng, lat, subcategory_slug, created_at } = read.data
      const receivedAt = instant(created_at)
      if (receivedAt === undefined) return `created_at "${created_at.slice(0, 40)}" is not a time with an offset`
      return {
        sourceId: id,
        lon: lng,
        lat,
        category: SIGNALEN[subcategory_slug] ?? 'other',
        receivedAt,
        note: '',
        street: '',
      }
    },
  },
}

function instant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

/** Sub-categories of Signalen in our words; what is not here is "other". */
const SIGNALEN: Readonly<Record<string, Category>> = {
  'onderhoud-straat-fietspad-en-stoep': 'pavement',
  wegmarkering: 'road',
  brug: 'road',
  tunnel: 'road',
  gladheidsbestrijding: 'road',
  'onveilige-verkeerssituatie': 'road',
  'overig-wegen-verkeer-en-straatmeubilair': 'road',
  'overig-civiele-constructie': 'road',
  straatverlichting: 'street-light',
  verkeersbord: 'traffic-sign',
  verkeerslicht: 'traffic-sign',
  bewegwijzering: 'traffic-sign',
  paal: 'traffic-sign',
  dumping: 'dumping',
  'gevaarlijk-afval': 'dumping',
  'veeg-en-zwerfvuil': 'litter',
  afvalbak: 'litter',
  drijfvuil: 'litter',
  'overig-afval': 'litter',
  container: 'container',
  minicontainer: 'container',
  boom: 'tree',
  snoeien: 'tree',
  eikenprocessierups: 'tree',
  bladeren: 'green',
  bladkorf: 'green',
  beplanting: 'green',
  maaien: 'green',
  onkruid: 'green',
  exoten: 'green',
  'overig-openbaar-groen-en-water': 'green',
  begraafplaats: 'green',
  sloot: 'water',
  riool: 'water',
  'mankement-put': 'water',
  wateroverlast: 'water',
  'overig-riolering': 'water',
  graffiti: 'graffiti',
  speelvoorziening: 'playground',
  bank: 'playground',
  bushalte: 'playground',
  kast: 'graffiti',
  hond: 'animal',
  'dood-dier': 'animal',
  plaagdier: 'animal',
  kinderboerderij: 'animal',
  'overig-overlast-dier': 'animal',
  geluid: 'nuisance',
  luchtkwaliteit: 'nuisance',
  parkeren: 'nuisance',
  fiets: 'nuisance',
  scooter: 'nuisance',
  persoon: 'nuisance',
  'horeca-en-evenement': 'nuisance',
  'overig-overlast-openbare-ruimte': 'nuisance',
}
