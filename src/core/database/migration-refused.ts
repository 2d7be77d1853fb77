/** The code and the database do not agree, or we may not do what a migration needs. The message tells what to do. */
export class MigrationRefused extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MigrationRefused'
  }
}
