import type { Category } from '../category.ts'

/** Categories that residents take for each other: what lies beside a container is called dumping, litter or container. */
const KIN: readonly (readonly Category[])[] = [
  ['road', 'pavement', 'cycle-path'],
  ['road', 'traffic-sign'],
  ['road', 'cycle-path', 'water'],
  ['dumping', 'litter', 'container', 'missed-collection'],
  ['stop', 'street-light', 'litter'],
  ['tree', 'green'],
  ['green', 'playground'],
  ['green', 'pavement'],
  ['graffiti', 'traffic-sign'],
  ['animal', 'nuisance'],
  ['animal', 'litter'],
  ['water', 'nuisance'],
  ['street-light', 'traffic-sign'],
]

/** How near two categories are: the same, often taken for each other (`other` with all), or neither. */
export function kinOf(one: Category, other: Category): 'same' | 'related' | 'unrelated' {
  if (one === other) return 'same'
  const isKin = one === 'other' || other === 'other' || KIN.some((kin) => kin.includes(one) && kin.includes(other))
  return isKin ? 'related' : 'unrelated'
}

/** What stands there in many pieces: the next one, some metres further, is another one. */
export function isOneOfMany(category: Category): boolean {
  return ['street-light', 'traffic-sign', 'container', 'tree', 'playground'].includes(category)
}

/** What comes and goes within days: later it is another one, although it is the same place. */
export function isFleeting(category: Category): boolean {
  return ['dumping', 'litter', 'animal', 'nuisance', 'container', 'missed-collection'].includes(category)
}

/** What a whole street has at once: every door reports it from its own place. */
export function isAlongStreet(category: Category): boolean {
  return category === 'missed-collection'
}
