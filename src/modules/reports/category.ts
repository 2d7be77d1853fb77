/** What a report can be about. The names are in the messages (`category.<id>`); the order is the order of the form. */
export const CATEGORIES = [
  'road',
  'pavement',
  'cycle-path',
  'street-light',
  'traffic-sign',
  'stop',
  'dumping',
  'litter',
  'container',
  'missed-collection',
  'tree',
  'green',
  'water',
  'graffiti',
  'playground',
  'animal',
  'nuisance',
  'other',
] as const

export type Category = (typeof CATEGORIES)[number]

export function isCategory(text: string): text is Category {
  return CATEGORIES.some((category) => category === text)
}
