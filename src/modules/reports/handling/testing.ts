import assert from 'node:assert/strict'
import { listLetters, type KeptLetter } from '#core/mail/outbox-mail.ts'
import { region } from '#modules/region/module.ts'
import { addStaff, createSignInLink, type Role } from '#modules/region/public.ts'
import { openTestSquare, TEST_NOW, type TestSquare, type TestVisitor } from '#web/testing.ts'
import { followSecret } from '../follow-link.ts'
import { reports } from '../module.ts'
import type { Report } from '../report.ts'
import { addReports, type IncomingReport } from '../store/change.ts'
import { findReport } from '../store/find.ts'

/** Somebody of the staff, signed in; letters go to `p<number>@<body>.example`. */
export type TestStaff = TestVisitor & { readonly id: string; readonly email: string }

/** A square with people who handle reports. */
export interface TestDesk {
  readonly square: TestSquare
  readonly staff: (body: string, role?: Role) => Promise<TestStaff>
  /** Takes in a report of Leuven about a full container, with what the test changes. */
  readonly newReport: (
    changes?: Partial<IncomingReport>,
  ) => Promise<{ readonly id: string; readonly number: number; readonly page: string }>
  readonly stored: (id: string) => Promise<Report>
  readonly lettersTo: (address: string) => Promise<readonly KeptLetter[]>
  readonly followPath: (id: string) => Promise<string>
}

/** Opens a square on a database of its own; `square.close()` ends it. */
export async function openTestDesk(options: Parameters<typeof openTestSquare>[1] = {}): Promise<TestDesk> {
  const square = await openTestSquare([region, reports], options)
  const { services } = square
  let people = 0
  const stored = async (id: string) => {
    const report = await findReport(services.sql, { id })
    assert.ok(report)
    return report
  }
  return {
    square,
    stored,
    async staff(body, role = 'handler') {
      people += 1
      const email = `p${people}@${body}.example`
      const id = await addStaff(services, { name: `Persoon ${people}`, email, body, role })
      const visitor = square.visitor()
      await visitor.signIn(await createSignInLink(services, id))
      return Object.assign(visitor, { id, email })
    },
    async newReport(changes = {}) {
      const report: IncomingReport = {
        municipality: '24062',
        body: 'leuven',
        category: 'container',
        note: 'De glasbol is vol.',
        street: 'Kerkstraat 1',
        postalCode: '3000',
        channel: 'web',
        language: 'nl',
        receivedAt: TEST_NOW,
        reporterName: 'An Peeters',
        reporterEmail: 'an@example.be',
        ...changes,
      }
      const [added] = await services.sql.transaction((sql) => addReports(sql, [report]))
      assert.ok(added)
      return { ...added, page: `/nl/staff/reports/${added.number}` }
    },
    async lettersTo(address) {
      await square.jobs.drain()
      return (await listLetters(services.sql)).filter(({ to }) => to === address)
    },
    followPath: async (id) => `/nl/reports/follow/${followSecret(await stored(id), services)}`,
  }
}
