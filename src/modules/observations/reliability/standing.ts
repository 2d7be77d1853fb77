import type { Siting } from '../comparison/index.ts'

/** Classes of Commission decision 2011/850/EU (annex II, D): what is built around a station, and what it measures most of. */
export const AREAS = ['urban', 'suburban', 'rural'] as const
export type Area = (typeof AREAS)[number]
export const INFLUENCES = ['traffic', 'industrial', 'background'] as const
export type Influence = (typeof INFLUENCES)[number]

/** Above that nothing stands that is a station of ours. */
export const HIGHEST_METRES = 200

/** How a station stands; null: nobody said. */
export interface Standing {
  readonly outdoors: boolean | null
  /** Above the ground. */
  readonly heightMetres: number | null
  readonly area: Area | null
  readonly influence: Influence | null
}

/** The members of the properties of a thing that say how it stands. */
export const STANDING_MEMBERS = ['outdoors', 'height', 'area', 'influence'] as const

/** How a thing stands by its properties (`outdoors`, `height` in metres, `area`, `influence`). What is nonsense counts as not said: anybody with a key writes them. */
export function standingOf(properties: Readonly<Record<string, unknown>> | null): Standing {
  const { outdoors, height, area, influence } = properties ?? {}
  return {
    outdoors: typeof outdoors === 'boolean' ? outdoors : null,
    heightMetres: typeof height === 'number' && height >= 0 && height <= HIGHEST_METRES ? height : null,
    area: AREAS.find((one) => one === area) ?? null,
    influence: INFLUENCES.find((one) => one === influence) ?? null,
  }
}

/** The same as members of the properties of a thing; what nobody said is left out. */
export function propertiesOfStanding({ outdoors, heightMetres, area, influence }: Standing): Record<string, unknown> {
  return {
    ...(outdoors !== null && { outdoors }),
    ...(heightMetres !== null && { height: heightMetres }),
    ...(area !== null && { area }),
    ...(influence !== null && { influence }),
  }
}

/** As comparisons want it: one half of a siting says too little. */
export function sitingOf({ area, influence }: Standing): Siting | null {
  return area === null || influence === null ? null : { area, influence }
}
