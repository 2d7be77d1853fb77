import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../src/app.ts'
import { openTestDatabase } from '../src/core/database/testing.ts'
import { LANGUAGES } from '../src/core/i18n/language.ts'
import { retentionOf } from '../src/web/retention/rules.ts'
import { declaredColumns, register } from './personal-data-register.ts'

/** Names that a column with data about people is likely to have. */
const PERSONAL =
  /(^|_)(name|email|phone|person|actor|recipient|address|street|note|message|answers|photo|birth|token_hash|last_seen_at|reporter|body_text)(_|$)/

/** Columns that sound personal and are not, each with the reason. */
const HARMLESS: Readonly<Record<string, string>> = {
  'core.audit.actor_kind': 'staff, resident or system',
  'core.setting.name': 'name of a setting',
  'core.outbox_listener.name': 'name of a capability',
  'reports.report.photo_public': 'whether a photo is shown',
  'reports.letter_in.photo_unread': 'whether a photo could not be read',
  'reports.regional_road.name': 'name of a street',
  'reports.team.name': 'name of a team',
  'reports.template.name': 'name of a standard text',
  'reports.open311_endpoint.shares_reporter': 'whether the reporter goes along',
  'reports.report.note_public': 'whether words are shown',
  'observations.thing.name': 'name of what stands somewhere',
  'observations.location.name': 'name of a place',
  'observations.sensor.name': 'name of an instrument',
  'observations.observed_property.name': 'what is measured',
  'observations.feature.name': 'what a value is about',
  'observations.datastream.name': 'name of a row of values',
  'reports.report.reporter_forgotten_at': 'a moment',
}

const declared = declaredColumns()

test('how long each kind of personal data is kept is enforced by a rule that exists, or the law is named', () => {
  const rules = retentionOf(modules).map(({ name }) => name)
  assert.equal(new Set(rules).size, rules.length, 'two rules have the same name')
  for (const { table, columns, retention } of register) {
    const isEnforced =
      typeof retention === 'string'
        ? rules.includes(retention)
        : LANGUAGES.every((language) => retention.keptBecause(language) !== '')
    assert.ok(isEnforced, `nothing enforces how long ${table} (${columns.join(', ')}) is kept`)
  }
})

test('every column with data about people is declared with purpose and retention, and every declared column exists', async () => {
  const database = await openTestDatabase(modules.map(({ name, folder }) => ({ module: name, folder })))
  try {
    const schemas = ['core', ...modules.map(({ name }) => name)]
    const rows = await database.sql<{ column: string; type: string }>`
      select table_schema || '.' || table_name || '.' || column_name as column, data_type as type
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = any(${schemas}::text[]) and table_type = 'BASE TABLE'`
    const columns = rows.map(({ column }) => column)
    assert.ok(columns.length > 50)
    const undeclared = columns.filter((column) => {
      const name = column.split('.').at(-1) ?? ''
      return PERSONAL.test(name) && !declared.has(column) && !(column in HARMLESS)
    })
    assert.deepEqual(undeclared, [], 'declare these in personal-data.ts of their capability')
    const named = [...declared, ...Object.keys(HARMLESS)]
    assert.deepEqual(
      named.filter((column) => !columns.includes(column)),
      [],
      'these columns do not exist',
    )
  } finally {
    await database.close()
  }
})
