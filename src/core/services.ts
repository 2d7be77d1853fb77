import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Sql } from './database/sql.ts'
import type { Files } from './files/files.ts'
import type { Log } from './log.ts'
import type { Mail } from './mail/mail.ts'
import type { Throttle } from './throttle/throttle.ts'

/** The outside world, passed in to routes and jobs. A test gives a fixed clock and a mail box that keeps letters. */
export interface Services {
  readonly sql: Sql
  readonly clock: Clock
  readonly mail: Mail
  readonly files: Files
  readonly config: Config
  readonly log: Log
  /** Signs and checks tokens with the key of this installation. */
  readonly sign: (purpose: string, text: string) => string
  /** Seals a small text with a key that is not in the database: see `#core/sealing.ts`. */
  readonly seal: (purpose: string, text: string) => string
  /** Opens what was sealed for the same purpose; undefined for anything else. */
  readonly unseal: (purpose: string, sealed: string) => string | undefined
  /** Slows down whoever tries too often. */
  readonly throttle: Throttle
}
