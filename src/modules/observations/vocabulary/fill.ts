import type { Services } from '#core/services.ts'
import { REGION_OFFICE } from '#modules/region/public.ts'
import { PROPERTIES } from './vocabulary.ts'

/** Brings the observed properties of the database up to our vocabulary. Their English label is the name; all labels are properties. */
export async function fillVocabulary({ sql, clock }: Pick<Services, 'sql' | 'clock'>): Promise<void> {
  const now = clock()
  await sql`
    insert into observations.observed_property (key, owner, name, definition, properties, created_at, updated_at)
    select key, ${REGION_OFFICE}, name, definition, properties, ${now}, ${now}
    from unnest(${PROPERTIES.map(({ key }) => key)}::text[], ${PROPERTIES.map(({ label }) => label.en)}::text[],
      ${PROPERTIES.map(({ iri }) => iri)}::text[], ${PROPERTIES.map(({ label, ucum }) => ({ label, ucum }))}::jsonb[])
      as known (key, name, definition, properties)
    on conflict (key) do update set name = excluded.name, definition = excluded.definition, properties = excluded.properties,
      updated_at = excluded.updated_at
    where (observed_property.name, observed_property.definition, observed_property.properties)
      is distinct from (excluded.name, excluded.definition, excluded.properties)`
}
