import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { listLettersTo } from '../src/core/mail/outbox-mail.ts'
import type { Sql } from '../src/core/database/sql.ts'
import { openAlertBench } from '../src/modules/observations/alerts/testing.ts'
import { confirmSensor, registerSensor } from '../src/modules/observations/register/testing.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import type { TestSquare, TestVisitor } from '../src/web/testing.ts'

/** Somebody whose every word can be found again: no other text in the square has these. */
export const WANNES = {
  name: 'Wannes Zonderspoor',
  email: 'Wannes.Zonderspoor@voorbeeld.example',
  phone: '0479 55 44 33',
  note: 'Het eekhoorntjesnest bij de lamp is kapot.',
  addition: 'Er hangt nu ook een vleermuizenkast los.',
} as const

/** Words that only stand in what Wannes wrote, in small letters, besides the hash of the photo. */
export const MARKERS = ['zonderspoor', 'eekhoorntjesnest', 'vleermuizenkast', '0479 55 44 33', '79554433'] as const

/** What was planted, to find it again. */
export interface Planted {
  readonly number: number
  readonly id: string
  /** Hash of the photo: the name of its file. */
  readonly photo: string
}

/**
 * Wannes reports through the form, with a photo and everything that the form asks, adds something on the own page, and staff
 * answer with the name, address and number in the text. `visitor` is signed in or not.
 */
export async function plant(square: TestSquare, visitor: TestVisitor): Promise<Planted> {
  const { sql } = square.services
  const sent = await sendReport(visitor)
  assert.match(String(sent.headers.location), /\/done$/)
  await square.jobs.drain()

  const [report] = await sql<Planted>`select id, number, photo from reports.report order by number desc limit 1`
  assert.ok(report)
  const follow = await linkTo(sql, '/reports/follow/')
  await visitor.get(follow)
  await visitor.post(follow, { addition: WANNES.addition })

  await visitor.get(`/nl/reports/${report.number}`)
  await visitor.post(`/nl/reports/${report.number}/followers`, { email: WANNES.email })

  const datastream = await openAlertBench(square).stream()
  const letters = `/nl/sensors/datastreams/${datastream}/subscribe`
  await visitor.get(letters)
  assert.equal((await visitor.post(letters, { email: WANNES.email, wants: 'alarm' })).statusCode, 303)

  const sensor = { name: `Tuin van ${WANNES.name}`, email: WANNES.email }
  await confirmSensor(visitor, await registerSensor(square, visitor, sensor))

  const clerk = await handlerOfLeuven(square)
  const page = `/nl/staff/reports/${report.number}`
  await clerk.get(page)
  const personal = `Beste ${WANNES.name}, we bellen ${WANNES.phone} of mailen ${WANNES.email}.`
  assert.equal((await clerk.post(page, { message: personal, checked: 'yes' })).statusCode, 303)
  await clerk.get(page)
  await clerk.post(page, { message: `Wannes belde zelf: +32 479 55 44 33.`, audience: 'own' })
  await square.jobs.drain()
  return report
}

/** Fills in the whole form and sends it. Gives the answer to the last page. */
export async function sendReport(visitor: TestVisitor): Promise<Awaited<ReturnType<TestVisitor['get']>>> {
  const form = await beginReport(visitor)
  await visitor.get(`${form}/check`)
  return visitor.post(`${form}/check`)
}

/** Fills in the whole form and does not send it. Gives where it stands. */
export async function beginReport(visitor: TestVisitor): Promise<string> {
  await visitor.get('/nl/reports/new')
  const where = await visitor.post('/nl/reports/new', { postalCode: '3000', street: 'Bondgenotenlaan 12' })
  const form = String(where.headers.location).replace(/\/what$/, '')
  await visitor.get(`${form}/what`)
  await visitor.postFiles(`${form}/what`, { note: WANNES.note, category: 'street-light', photo: await photo() })
  await visitor.get(`${form}/contact`)
  await visitor.post(`${form}/contact`, { name: WANNES.name, email: WANNES.email, phone: WANNES.phone })
  return form
}

/** Opens "my file" of Wannes, with a link by e-mail. */
export async function signInWannes(square: TestSquare): Promise<TestVisitor> {
  const visitor = square.visitor()
  await visitor.get('/nl/sign-in')
  await visitor.post('/nl/sign-in/link', { email: WANNES.email })
  const link = await linkTo(square.services.sql, '/sign-in/')
  await visitor.get(link)
  const entered = await visitor.post(link)
  assert.equal(entered.headers.location, '/nl/my-file')
  return visitor
}

/** Somebody of the staff of Leuven who may answer. */
export async function handlerOfLeuven(square: TestSquare): Promise<TestVisitor> {
  const { services } = square
  const who = { name: 'Sam', email: null, body: 'leuven', role: 'handler' } as const
  const visitor = square.visitor()
  const path = new URL(await createSignInLink(services, await addStaff(services, who))).pathname
  await visitor.get(path)
  await visitor.post(path)
  return visitor
}

/**
 * The columns of the whole database in which a text stands, as `schema.table.column`, whatever the type of the column: also
 * in arrays and JSON.
 */
export async function columnsWith(sql: Sql, text: string): Promise<string[]> {
  await sql.script(`
    create or replace function public.columns_with(wanted text) returns setof text language plpgsql as $$
    declare
      place record;
      found boolean;
    begin
      for place in
        select columns.table_schema, columns.table_name, columns.column_name
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where tables.table_type = 'BASE TABLE' and table_schema in ('core', 'core_jobs', 'region', 'reports')
      loop
        execute format('select exists (select from %I.%I where strpos(lower(%I::text), lower($1)) > 0)',
          place.table_schema, place.table_name, place.column_name) into found using wanted;
        if found then
          return next place.table_schema || '.' || place.table_name || '.' || place.column_name;
        end if;
      end loop;
    end $$`)
  const rows = await sql<{ place: string }>`select public.columns_with(${text}) as place`
  return rows.map(({ place }) => place)
}

/** The names of the files in a folder, and of those that hold a text. */
export async function filesIn(folder: string, text = ''): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const holding = await Promise.all(paths.map(async (path) => (await readFile(path)).includes(text)))
  return paths.filter((_, index) => holding[index])
}

/** The path of the newest letter to Wannes that leads there. */
async function linkTo(sql: Sql, kind: string): Promise<string> {
  for (const { text } of await listLettersTo(sql, WANNES.email)) {
    const link = [...text.matchAll(/https?:\/\/\S+/g)]
      .map(([one]) => new URL(one).pathname)
      .find((path) => path.includes(kind))
    if (link !== undefined) return link
  }
  throw new Error(`No letter to ${WANNES.email} holds a link with ${kind}.`)
}

async function photo(): Promise<File> {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#5a7d2b' } })
    .withExif({ IFD0: { Make: 'Telephone of Zonderspoor' } })
    .jpeg()
    .toBuffer()
  return new File([new Uint8Array(bytes)], 'zonderspoor.jpg', { type: 'image/jpeg' })
}
