import type { Format } from './format.ts'

/** Every column that a format speaks of, in templates too: what is read of an object of JSON. */
export function columnsNamed({ thing, time, until, values }: Format): string[] {
  const things = [thing, ...values.flatMap((value) => value.thing ?? [])]
  const templates = [
    ...things.flatMap(({ key, name, description }) => [key, name, description]),
    ...values.flatMap(({ key, name, description, sensor, choose }) => [key, name, description, sensor, choose?.by]),
  ]
  const inTemplates = templates.flatMap((template = '') =>
    [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name),
  )
  const named = [
    ...inTemplates,
    ...things.flatMap(({ lon, lat, properties }) => [lon, lat, ...Object.values(properties)]),
    ...(time === undefined ? [] : [...time.columns, time.step?.column]),
    until,
    ...values.flatMap(({ column, time: own = [], quality, parameters = {}, absentWhen }) => [
      column,
      ...own,
      quality,
      ...Object.values(parameters),
      absentWhen?.column,
    ]),
  ]
  return [...new Set(named.filter((name) => name !== undefined && name !== 'header' && name !== 'file'))] as string[]
}
