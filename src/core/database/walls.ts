import { MigrationRefused } from './migration-refused.ts'
import type { Sql } from './sql.ts'

/**
 * The role of PostgreSQL in which a signed-in visitor's statements run. It has no login; the policies of row-level security
 * in each capability's `schema/*-walls.sql` are for this role, and what no policy allows it does not see.
 */
const ROLE = 'square_visitor'

/** What somebody who signed in may see, for the length of one request. */
export interface Scope {
  /** The permission that the route asks for: `reports.read`. */
  readonly permission: string
  /** The bodies where the visitor has it; `*` for the whole region. */
  readonly bodies: readonly string[] | '*'
  /** Id of the person or resident. */
  readonly visitor: string
  /** Of a resident: the address that was proven, in lower case. */
  readonly email: string | null
}

/**
 * The second wall, under the checks of the application: a database of which every statement runs in a transaction with the
 * role and the scope set for its length, so that a query that forgot its filter finds nothing of another municipality. It
 * protects from our own mistakes. It is no protection from somebody who can run SQL of their own: they could set the role back.
 */
export function walled(sql: Sql, scope: Scope): Sql {
  const behindTheWall = <Result>(work: (within: Sql) => Promise<Result>): Promise<Result> =>
    sql.transaction(async (within) => {
      const { permission, visitor, email } = scope
      const bodies = scope.bodies === '*' ? '*' : scope.bodies.join(',')
      await within`
        select set_config('square.permission', ${permission}, true), set_config('square.bodies', ${bodies}, true),
          set_config('square.visitor', ${visitor}, true), set_config('square.email', ${email ?? ''}, true),
          set_config('role', ${ROLE}, true)`
      return work(within)
    })
  async function ask<Row extends object>(strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> {
    return behindTheWall((within) => within<Row>(strings, ...values))
  }
  return Object.assign(ask, {
    script: (text: string) => behindTheWall((within) => within.script(text)),
    transaction: behindTheWall,
  })
}

/**
 * Makes the role, once for a whole server of PostgreSQL, and lets us act in it. Two databases that start at once may both try.
 * Throws `MigrationRefused` with what an administrator must run where the user of the database may not make roles.
 */
export async function makeVisitorRole(sql: Sql): Promise<void> {
  try {
    await sql.script(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${ROLE}') then create role ${ROLE} nologin; end if;
      exception when duplicate_object or unique_violation then null;
      end $$;
      do $$ begin
        perform set_config('role', '${ROLE}', true);
        perform set_config('role', 'none', true);
      exception when insufficient_privilege then
        execute format('grant ${ROLE} to %I', current_user);
      end $$;`)
  } catch (error) {
    const [user] = await sql<{ name: string }>`select current_user as name`
    throw new MigrationRefused(
      `The database user may not make the role "${ROLE}" (${error instanceof Error ? error.message : String(error)}). ` +
        `Let an administrator of the database run once: create role ${ROLE} nologin; grant ${ROLE} to "${user?.name}";`,
    )
  }
}
