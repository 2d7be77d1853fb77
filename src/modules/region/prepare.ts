import type { Services } from '#core/services.ts'
import { slug, type Body } from './body.ts'
import type { Municipality } from './municipality.ts'
import { putBodies } from './store/bodies.ts'
import { putMunicipalities, putSubRegions, putSuccessions } from './store/municipalities.ts'
import bodyFacts from './facts/bodies.json' with { type: 'json' }
import localityFacts from './facts/localities.json' with { type: 'json' }
import municipalityFacts from './facts/municipalities.json' with { type: 'json' }
import subRegionFacts from './facts/sub-regions.json' with { type: 'json' }
import successionFacts from './facts/successions.json' with { type: 'json' }

/** A municipality as the facts file has it: what is left out does not apply. */
interface MunicipalityFact {
  readonly nis: string
  readonly subRegion: string
  readonly nl: string
  readonly fr: string
  readonly en?: string
  readonly de?: string
  readonly lon: number
  readonly lat: number
  readonly areaKm2: number
  readonly postalCodes: readonly string[]
  readonly validFrom?: string
  readonly validUntil?: string
}

interface LocalityFact {
  readonly nis: string
  readonly postalCode: string
  readonly nl: string
  readonly fr?: string
}

/**
 * Brings the facts of the region into the database: municipalities, mergers, public bodies. Runs at every start, so
 * a new version of the facts comes in by itself. Another region replaces the files in `facts/`; no code knows them.
 */
export async function prepare({ sql }: Pick<Services, 'sql'>): Promise<void> {
  const municipalities = municipalitiesOfFacts()
  await sql.transaction(async (within) => {
    await putSubRegions(within, subRegionFacts)
    await putMunicipalities(within, municipalities)
    await putSuccessions(
      within,
      successionFacts.map(({ oldNis, newNis, on }) => ({ oldNis, newNis, on: Temporal.PlainDate.from(on) })),
    )
    await putBodies(within, [...municipalities.map(localGovernment), ...bodyFacts.map(publicBody)])
  })
}

/** The municipalities of the facts file. */
export function municipalitiesOfFacts(): Municipality[] {
  const facts: readonly MunicipalityFact[] = municipalityFacts
  const localities: readonly LocalityFact[] = localityFacts
  const localitiesIn = Map.groupBy(localities, ({ nis }) => nis)
  return facts.map((fact) => ({
    ...fact,
    localities: (localitiesIn.get(fact.nis) ?? []).map(({ nl, fr, postalCode }) => ({
      nl,
      fr: fr ?? null,
      postalCode,
    })),
    en: fact.en ?? null,
    de: fact.de ?? null,
    validFrom: fact.validFrom === undefined ? null : Temporal.PlainDate.from(fact.validFrom),
    validUntil: fact.validUntil === undefined ? null : Temporal.PlainDate.from(fact.validUntil),
  }))
}

function localGovernment({ nis, nl, fr, en, de }: Municipality): Body {
  return { id: slug(nl), kind: 'municipality', nl, fr, en: en ?? nl, de: de ?? nl, municipality: nis, demo: false }
}

function publicBody(fact: (typeof bodyFacts)[number]): Body {
  // The database refuses a kind that does not exist.
  return { ...fact, kind: fact.kind as Body['kind'], municipality: null, demo: false }
}
