/** What is in force: see `docs/operations.md`. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Public address without a slash at the end; links in mails start with it. */
  readonly baseUrl: string
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  readonly demo: boolean
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: import('./log.ts').LogLevel
  readonly trustProxy: boolean
  readonly rateLimits: boolean
}
