import { modules } from '../src/app.ts'
import { corePersonalData } from '../src/web/privacy/core-personal-data.ts'

/** Everything that the capabilities and core declare about people. */
export const register = [...modules.flatMap((module) => module.personalData ?? []), ...corePersonalData]

/** The columns of the register, as `schema.table.column`. */
export function declaredColumns(): ReadonlySet<string> {
  return new Set(register.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)))
}
