import { recordDeed } from '#core/audit/audit.ts'
import { whatIf } from '#core/database/what-if.ts'
import type { Localised } from '#core/i18n/catalog.ts'
import { removeLetters } from '#core/mail/outbox-mail.ts'
import type { Services } from '#core/services.ts'
import type { Module } from '../module.ts'
import type { Erasure } from '../own-file.ts'
import { corePersonalData } from '../privacy/core-personal-data.ts'
import type { Owner } from '../visitor.ts'
import { messages } from './messages.ts'

/** What erasing would do, told by doing it and taking it back: it cannot say anything else than what then happens. */
export async function foreseeErasure(
  modules: readonly Module[],
  owner: Owner,
  { sql, clock }: Pick<Services, 'sql' | 'clock'>,
): Promise<Erasure> {
  return whatIf(sql, (within) => eraseWithin(modules, owner, { sql: within, clock }))
}

/** Erases everything about a resident that may be erased, in one transaction; the files after it. */
export async function erase(
  modules: readonly Module[],
  owner: Owner,
  { sql, clock, files }: Pick<Services, 'sql' | 'clock' | 'files'>,
): Promise<void> {
  const { files: unused } = await sql.transaction(async (within) => {
    const done = await eraseWithin(modules, owner, { sql: within, clock })
    await recordDeed(within, {
      at: clock(),
      actorKind: 'resident',
      actor: owner.resident,
      action: 'core.erase-own-file',
      subject: `resident:${owner.resident}`,
    })
    return done
  })
  for (const file of unused) await files.remove(file)
}

async function eraseWithin(
  modules: readonly Module[],
  owner: Owner,
  within: Pick<Services, 'sql' | 'clock'>,
): Promise<Erasure> {
  const done: Erasure[] = []
  for (const { ownFile } of modules) await ownFile?.hold?.(owner, within.sql)
  // Those that need others come first: the account, on which everything leans, goes last.
  for (const { ownFile } of modules.toReversed()) {
    if (ownFile !== undefined) done.push(await ownFile.erase(owner, within))
  }
  const withTexts = done.flatMap(({ lettersWith }) => lettersWith)
  const letters = await removeLetters(within.sql, { to: owner.email, withTexts })
  return {
    erased: [
      ...done.flatMap(({ erased }) => erased),
      ...(letters === 0 ? [] : [messages.say('erase.letters', { count: letters })]),
    ],
    kept: [...done.flatMap(({ kept }) => kept), ...keptByLaw(modules)],
    files: done.flatMap(({ files }) => files),
    lettersWith: withTexts,
  }
}

/** What the register of personal data says that the law makes us keep. */
function keptByLaw(modules: readonly Module[]): Localised[] {
  return [...modules.flatMap(({ personalData }) => personalData ?? []), ...corePersonalData].flatMap(({ retention }) =>
    typeof retention === 'string' ? [] : [retention.keptBecause],
  )
}
