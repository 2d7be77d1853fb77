// Reports of the town of Assen (the Netherlands, 2026), where the file is at hand: a neighbouring folder that is no part of this project.
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { isCategory, type Category } from '../src/modules/reports/category.ts'

const FOLDER = '../shared/data/05-service-requests/assen-nl-2026'

const AssenReports = z.array(
  z.object({ id: z.string(), lng: z.number(), lat: z.number(), subcategory_slug: z.string(), created_at: z.string() }),
)
const AssenCategories = z.record(z.string(), z.object({ name: z.string(), description: z.string().nullish() }))

export type AssenReport = z.output<typeof AssenReports>[number]

/** Their subcategories in ours; what is none of ours is left out. */
const OURS: Readonly<Record<string, Category>> = {
  'overig-overlast-openbare-ruimte': 'nuisance', snoeien: 'green', dumping: 'dumping', 'overig-openbaar-groen-en-water': 'green',
  straatverlichting: 'street-light', minicontainer: 'missed-collection', 'onveilige-verkeerssituatie': 'road', maaien: 'green', boom: 'tree',
  'overig-wegen-verkeer-en-straatmeubilair': 'road', hond: 'animal', onkruid: 'green', 'onderhoud-straat-fietspad-en-stoep': 'pavement',
  'overig-afval': 'litter', container: 'container', 'gevaarlijk-afval': 'dumping', overig: 'other', exoten: 'green',
  'veeg-en-zwerfvuil': 'litter', speelvoorziening: 'playground', verkeersbord: 'traffic-sign', luchtkwaliteit: 'nuisance',
  eikenprocessierups: 'animal', scooter: 'nuisance', wateroverlast: 'water', verkeerslicht: 'traffic-sign', beplanting: 'green',
  plaagdier: 'animal', riool: 'water', bank: 'playground', 'overig-overlast-dier': 'animal', paal: 'traffic-sign', sloot: 'water',
  'dood-dier': 'animal', 'overig-riolering': 'water', afvalbak: 'container', graffiti: 'graffiti', 'mankement-put': 'water',
  wegmarkering: 'road', bewegwijzering: 'traffic-sign', drijfvuil: 'water', bladeren: 'green', brug: 'road',
  gladheidsbestrijding: 'road', geluidsoverlast: 'nuisance', putten: 'water', bladkorf: 'green', vogels: 'animal', bushalte: 'stop',
} // prettier-ignore

/** The reports; undefined when the file is not there. */
export function readAssen(): AssenReport[] | undefined {
  const path = `${FOLDER}/all_meldingen.json.gz`
  return existsSync(path) ? AssenReports.parse(JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'))) : undefined
}

/** What the town says about each of its subcategories; undefined when the file is not there. */
export function readAssenCategories(): { slug: string; text: string; category: Category }[] | undefined {
  const path = `${FOLDER}/categories.json`
  if (!existsSync(path)) return undefined
  const all = AssenCategories.parse(JSON.parse(readFileSync(path, 'utf8')))
  return Object.entries(all).flatMap(([slug, { name, description }]) => {
    const category = assenCategory(slug)
    const told = (description ?? '').replace(/^meldingen d?i?e? ?gaan over/i, '').trim()
    return category === undefined ? [] : [{ slug, text: told === '' ? name : told, category }]
  })
}

/** Our category for theirs. */
export function assenCategory(slug: string): Category | undefined {
  const ours = OURS[slug]
  return ours !== undefined && isCategory(ours) ? ours : undefined
}
