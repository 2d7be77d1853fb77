import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readConfig } from '#core/config.ts'
import { createLog } from '#core/log.ts'
import { REGION_OFFICE } from '#modules/region/people/administration/rules.ts'
import { inviteFromCommand } from '#modules/region/people/administration/invite.ts'
import { findBody } from '#modules/region/public.ts'
import { ROLES } from '#modules/region/permissions.ts'
import { layFoundation } from '../start.ts'

const USAGE = `admin invite --name NAME --body BODY --role ROLE [--email ADDRESS]
  --name   Name that colleagues see
  --body   Id of the body: leuven, halle, … ; region-office for an operator
  --role   ${ROLES.join(', ')}
  --email  Where notices of work go`

/**
 * `streekplein admin invite`: makes somebody staff of a body and prints the link with which they sign in once. Said again for
 * the same name, body and role it gives a new link.
 */
export async function admin(words: readonly string[]): Promise<number> {
  const { values, positionals } = parse(words)
  const { name, body, email } = values
  const role = ROLES.find((one) => one === values.role)
  const missing = [!name && '--name', !body && '--body', !values.role && '--role'].filter(Boolean)
  if (positionals.join(' ') === 'invite' && missing.length > 0) console.error(`Missing: ${missing.join(', ')}.`)
  else if (values.role && role === undefined) console.error(`There is no role "${values.role}".`)
  if (positionals.join(' ') !== 'invite' || !name || !body || role === undefined) {
    console.error(USAGE)
    return 2
  }
  const { config } = readConfig(process.env)
  const { database, services } = await layFoundation(config, createLog('warn'), { join: true })
  try {
    if ((await findBody(services.sql, body)) === undefined) {
      console.error(`There is no body with the id "${body}".`)
      return 2
    }
    if (role === 'operator' && body !== REGION_OFFICE) {
      console.error(`An operator belongs to ${REGION_OFFICE}: --body ${REGION_OFFICE}.`)
      return 2
    }
    if (email !== undefined && !z.email().safeParse(email).success) {
      console.error(`"${email}" is not an e-mail address.`)
      return 2
    }
    console.log(`${name} signs in once with this link, within 24 hours:`)
    console.log(await inviteFromCommand(services, { name, email: email ?? null, body, role }))
    return 0
  } finally {
    await database.close()
  }
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { name: text, body: text, role: text, email: text }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    return { values: { name: undefined, body: undefined, role: undefined, email: undefined }, positionals: [] }
  }
}
