import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { LOG_LEVELS } from './log.ts'
import { keyFrom } from './sealing.ts'

const OnOff = z.enum(['on', 'off'], { error: 'must be "on" or "off"' }).transform((value) => value === 'on')
const Port = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, {
    error: 'must be a whole number from 0 to 65535',
  })
  .transform(Number)

function address(protocols: readonly string[]) {
  const example = protocols.map((protocol) => `${protocol}//…`).join(' or ')
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address such as ${example}`,
  })
}

/** Every setting: its name outside, what it accepts, its default, and a line for the operator. */
const SETTINGS = {
  HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'Address to listen on; 0.0.0.0 for every interface' },
  PORT: { schema: Port.default(8080), about: 'Port to listen on; 0 lets the system choose one' },
  BASE_URL: { schema: address(['http:', 'https:']).optional(), about: 'Public address; links in mails start with it' },
  DATABASE_URL: {
    schema: address(['postgres:', 'postgresql:']).optional(),
    about: 'PostgreSQL 15 or later; unset: the embedded database',
    secret: true,
  },
  STREEKPLEIN_DATA: {
    schema: z.string().min(1).default('./data'),
    about: 'Folder for the embedded database and files',
  },
  SECRET_KEY: {
    schema: z
      .string()
      .refine((text) => keyFrom(text) !== undefined, {
        error: 'must be 32 bytes as base64 or as 64 hexadecimal digits',
      })
      .optional(),
    about: 'Key that seals secrets in the database; unset: secret.key in the data folder',
    secret: true,
  },
  STREEKPLEIN_DEMO: { schema: OnOff.default(true), about: 'Fill an empty database with the demonstration region' },
  SMTP_URL: {
    schema: address(['smtp:', 'smtps:']).optional(),
    about: 'Mail server; unset: letters are kept for operators to read',
    secret: true,
  },
  MAIL_FROM: {
    schema: z.email({ error: 'must be an e-mail address' }).default('streekplein@localhost.localdomain'),
    about: 'Sender of mails',
  },
  MAIL_IN: {
    schema: z.string().min(1).optional(),
    about: 'Folder with a Maildir for each body (MAIL_IN/leuven/new): letters there wait for a report; unset: none',
  },
  CONTACT_EMAIL: {
    schema: z.email({ error: 'must be an e-mail address' }).optional(),
    about: 'Where people write to about the square itself; shown in the accessibility statement',
  },
  BASEMAP_URL: {
    schema: address(['http:', 'https:'])
      .refine((text) => ['{z}', '{x}', '{y}'].every((part) => text.includes(part)), {
        error: 'must hold {z}, {x} and {y} (tiles of 256 pixels in EPSG:3857)',
      })
      .optional(),
    about: 'Tiles behind maps, fetched and kept by the square itself; unset: our own drawing only',
  },
  BASEMAP_ATTRIBUTION: {
    schema: z.string().trim().min(1).max(200).optional(),
    about: 'Who made the tiles, as their licence asks; shown below each map',
  },
  MQTT_PORT: {
    schema: z.coerce.number().int().min(0).max(65_535).optional(),
    about: 'Where sensors publish over MQTT (embedded broker); unset: no broker',
  },
  MQTT_URL: {
    schema: address(['mqtt:', 'mqtts:', 'ws:', 'wss:']).optional(),
    about: 'Another MQTT 5 broker on which sensors publish, instead of the embedded one',
    secret: true,
  },
  OBSERVATIONS_MONTHS: {
    schema: z.coerce.number().int().min(13, { error: 'must be at least 13' }).max(1200).optional(),
    about: 'Months after which measurements leave the database for files in STREEKPLEIN_DATA/archive; unset: never',
  },
  LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
    about: 'How much is logged',
  },
  TRUST_PROXY: { schema: OnOff.default(false), about: 'Believe X-Forwarded-For of the proxy in front' },
  RATE_LIMITS: { schema: OnOff.default(true), about: 'Limit the number of requests of one address' },
} as const satisfies Record<string, { schema: z.ZodType; about: string; secret?: boolean }>

type SettingName = keyof typeof SETTINGS
type Settings = { [Name in SettingName]: z.output<(typeof SETTINGS)[Name]['schema']> }

/** What is in force. The names outside, with their defaults, are listed by `streekplein doctor`. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Public address without a slash at the end; links in mails start with it. */
  readonly baseUrl: string
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  /** Key that seals secrets: see `#core/sealing.ts`. */
  readonly secretKey: string | undefined
  readonly demo: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Folder with a Maildir for each body; undefined: no letters come in. */
  readonly mailIn: string | undefined
  /** Tiles behind maps, `{z}`, `{x}` and `{y}` in their address; undefined: none. */
  readonly basemap: { readonly url: string; readonly attribution: string } | undefined
  /** Port of the embedded MQTT broker; undefined: none. */
  readonly mqttPort: number | undefined
  /** Another broker; undefined: none. */
  readonly mqttUrl: string | undefined
  /** Observations leave the database for files after so many months; undefined: never. */
  readonly observationsMonths: number | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Where people write to about the square itself. */
  readonly contactEmail: string | undefined
  readonly trustProxy: boolean
  readonly rateLimits: boolean
}

/** A wrong setting. The message names each one, what it was, and what it may be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export interface SettingInForce {
  readonly name: string
  readonly value: string
  readonly source: 'environment' | 'file' | 'default'
  readonly about: string
}

/**
 * Reads the settings from the environment and from an optional file with lines `NAME=value` (`STREEKPLEIN_CONFIG`, else
 * `./streekplein.env` when it is there). The environment wins. Throws a `ConfigError` that names every wrong value at once.
 */
export function readConfig(environment: NodeJS.ProcessEnv): { config: Config; inForce: SettingInForce[] } {
  const file = readSettingsFile(environment)
  const wrong: string[] = []
  const inForce: SettingInForce[] = []
  const settings: Record<string, unknown> = {}

  for (const name of Object.keys(file)) {
    if (!(name in SETTINGS)) wrong.push(`${name} is not a setting. Settings: ${Object.keys(SETTINGS).join(', ')}`)
  }
  for (const [name, { schema, about, ...rest }] of Object.entries(SETTINGS)) {
    // An empty value is how shells and container files say "not set".
    const outside = environment[name] || undefined
    const raw = outside ?? (file[name] || undefined)
    const source = outside ? 'environment' : raw === undefined ? 'default' : 'file'
    const read = schema.safeParse(raw)
    const secret = 'secret' in rest
    if (read.success) settings[name] = read.data
    else wrong.push(`${name} ${read.error.issues[0]?.message}, not "${secret ? '(hidden)' : raw}"`)
    inForce.push({ name, source, about, value: describeValue(read.data, secret) })
  }
  if (settings['BASEMAP_URL'] !== undefined && settings['BASEMAP_ATTRIBUTION'] === undefined)
    wrong.push('BASEMAP_ATTRIBUTION must say who made the tiles of BASEMAP_URL')
  if (settings['MQTT_URL'] !== undefined && settings['MQTT_PORT'] !== undefined)
    wrong.push('MQTT_URL is another broker than that of MQTT_PORT: set one of the two')
  if (wrong.length > 0)
    throw new ConfigError(`These settings are not right:\n${wrong.map((line) => `  - ${line}`).join('\n')}`)
  return { config: toConfig(settings as Settings), inForce }
}

function toConfig(settings: Settings): Config {
  // Passkeys are for a name, never for a number such as 127.0.0.1 (WebAuthn §5.1.2: the relying party id is a domain).
  const shownHost = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(settings.HOST) ? 'localhost' : settings.HOST
  return {
    host: settings.HOST,
    port: settings.PORT,
    baseUrl: (settings.BASE_URL ?? `http://${shownHost}:${settings.PORT}`).replace(/\/+$/, ''),
    databaseUrl: settings.DATABASE_URL,
    dataFolder: resolve(settings.STREEKPLEIN_DATA),
    secretKey: settings.SECRET_KEY,
    demo: settings.STREEKPLEIN_DEMO,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    mailIn: settings.MAIL_IN,
    basemap:
      settings.BASEMAP_URL !== undefined && settings.BASEMAP_ATTRIBUTION !== undefined
        ? { url: settings.BASEMAP_URL, attribution: settings.BASEMAP_ATTRIBUTION }
        : undefined,
    mqttPort: settings.MQTT_PORT,
    mqttUrl: settings.MQTT_URL,
    observationsMonths: settings.OBSERVATIONS_MONTHS,
    logLevel: settings.LOG_LEVEL,
    contactEmail: settings.CONTACT_EMAIL,
    trustProxy: settings.TRUST_PROXY,
    rateLimits: settings.RATE_LIMITS,
  }
}

function readSettingsFile(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const named = environment['STREEKPLEIN_CONFIG'] || undefined
  const path = resolve(named ?? 'streekplein.env')
  if (!existsSync(path)) {
    if (named === undefined) return {}
    throw new ConfigError(`STREEKPLEIN_CONFIG names the file ${path}, which is not there.`)
  }
  return parseEnv(readFileSync(path, 'utf8'))
}

function describeValue(value: unknown, secret: boolean): string {
  if (value === undefined) return '(not set)'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (!secret) return String(value)
  if (!URL.canParse(String(value))) return '********'
  // Only the password is a secret: the rest of an address helps to find a mistake.
  const url = new URL(String(value))
  if (url.password) url.password = '********'
  return url.href
}
