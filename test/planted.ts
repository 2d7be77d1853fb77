import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import sharp from 'sharp'
import { json } from '../src/core/database/sql.ts'
import { addPasskey } from '../src/modules/region/people/passkeys/passkey-store.ts'
import { addSession } from '../src/modules/region/people/session-store.ts'
import { hashOfToken } from '../src/modules/region/people/tokens.ts'
import { addStaff, createSignInLink } from '../src/modules/region/public.ts'
import { openAlertBench } from '../src/modules/observations/alerts/testing.ts'
import { addLetter } from '../src/modules/reports/mail-in/store.ts'
import { addEvent, addReports } from '../src/modules/reports/store/change.ts'
import { addDraft } from '../src/modules/reports/store/drafts.ts'
import type { TestSquare } from '../src/web/testing.ts'

/** What a municipality keeps to itself, each field with a word that stands nowhere else. */
export interface Planted {
  readonly body: string
  readonly nis: string
  /** Ids for addresses: parameter name → value. */
  readonly ids: Readonly<Record<string, string>>
  /** Words of private fields: field → word. */
  readonly words: Readonly<Record<string, string>>
}

/** Fills a municipality with a report, a clerk, a form in progress and letters, with a word of its own in every private field. */
export async function plant(square: TestSquare, place: { body: string; nis: string }): Promise<Planted> {
  const { services } = square
  const { sql, clock } = services
  const word = () => `zq${randomBytes(6).toString('hex')}`
  const words = {
    name: word(),
    email: `${word()}@example.be`,
    phone: `0470${String(randomBytes(4).readUInt32BE()).padStart(10, '0').slice(0, 6)}`,
    note: word(),
    // Long enough to stand in no answer by chance, as four digits do: postal codes, years, numbers of reports.
    houseNumber: `9${String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '0')}`,
    internal: word(),
    addition: word(),
    clerk: word(),
    clerkEmail: `${word()}@example.be`,
    draft: word(),
    passkey: word(),
    letterText: word(),
    letterFrom: `${word()}@example.be`,
    objection: word(),
    sensorEmail: `${word()}@example.be`,
    payload: word(),
  }
  const picture = join(services.config.dataFolder, `${word()}.jpg`)
  await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).toFile(picture)
  const { hash: photo } = await services.files.addImage(picture)
  const [report] = await sql.transaction((within) =>
    addReports(within, [
      {
        municipality: place.nis,
        body: place.body,
        category: 'road',
        note: words.note,
        photo,
        street: `Stationsstraat ${words.houseNumber}`,
        postalCode: '1500',
        channel: 'web',
        language: 'nl',
        receivedAt: clock(),
        reporterName: words.name,
        reporterEmail: words.email,
        reporterPhone: words.phone,
      },
    ]),
  )
  if (report === undefined) throw new Error('The report was not taken in.')
  const event = { report: report.id, at: clock(), language: 'nl' } as const
  await addEvent(sql, { ...event, kind: 'note', message: words.internal, author: 'staff' })
  await addEvent(sql, { ...event, kind: 'addition', message: words.addition, author: 'reporter' })
  const datastream = await plantDatastream(square, place)
  const person = await addStaff(services, {
    name: words.clerk,
    email: words.clerkEmail,
    body: place.body,
    role: 'handler',
  })
  await createSignInLink(services, person)
  // A session and a passkey with one id: whichever form ends or removes something asks for `id`.
  const id = randomUUID()
  const createdAt = clock()
  await addSession(sql, {
    id,
    tokenHash: hashOfToken(randomUUID()),
    signIn: { kind: 'staff', id: person, method: 'link', device: 'Firefox' },
    now: createdAt,
    expiresAt: createdAt.add({ hours: 12 }),
  })
  await addPasskey(sql, {
    id,
    person,
    publicKey: new Uint8Array(8),
    counter: 0,
    transports: [],
    name: words.passkey,
    createdAt,
  })
  await addDraft(sql, {
    id: randomUUID(),
    tokenHash: hashOfToken(randomUUID()),
    answers: { note: words.draft },
    createdAt: clock(),
    expiresAt: clock().add({ hours: 24 }),
  })
  await addLetter(
    sql,
    place.body,
    {
      messageId: randomUUID(),
      senderName: words.clerk,
      senderEmail: words.letterFrom,
      subject: 'x',
      text: words.letterText,
      picture: undefined,
      hasUnreadPicture: false,
      isAutomatic: false,
    },
    { photo: null, now: createdAt },
  )
  const [letter] = await sql<{ id: string }>`select id from reports.letter_in where sender_email = ${words.letterFrom}`
  await services.mail.send({ to: words.email, subject: 'x', text: words.note, language: 'nl' })
  const { nis, body } = place
  const number = String(report.number)
  const ids = {
    id,
    number,
    person,
    nis,
    capability: 'reports',
    body,
    record: report.id,
    hash: photo,
    letter: letter?.id ?? '',
    datastream: String(datastream),
    thing: String(await thingOf(square, datastream)),
    ...(await plantResident(square, place, words)),
  }
  return { ...place, ids, words }
}

/** A datastream with levels. */
async function plantDatastream(square: TestSquare, { body, nis }: { body: string; nis: string }): Promise<number> {
  const bench = openAlertBench(square)
  const datastream = await bench.stream({ owner: body, municipality: nis })
  await bench.levels(datastream, { aboveAttention: 10, aboveAlarm: 20 })
  return datastream
}

async function thingOf({ services: { sql } }: TestSquare, datastream: number): Promise<number> {
  const [row] = await sql<{ thing: number }>`select thing from observations.datastream where id = ${datastream}`
  return row?.thing ?? 0
}

/** A sensor of a resident, hidden and objected to, and something that was refused. */
async function plantResident(
  { services: { sql } }: TestSquare,
  { body, nis }: { body: string; nis: string },
  words: { readonly objection: string; readonly sensorEmail: string; readonly payload: string },
): Promise<Record<string, string>> {
  const registration = randomUUID()
  const owner = `resident:${randomBytes(6).toString('hex')}`
  await sql`
    insert into observations.registration (id, owner, body, municipality, kit, measures, name, outdoors, side, way, licence, asked_at,
      confirmed_at, hidden_at, hidden_reason, objection)
    values (${registration}, ${owner}, ${body}, ${nis}, 'rain', array['rain'], 'x', true, 'road', 'ttn', 'CC0-1.0', now(), now(), now(),
      'x', ${words.objection})`
  await sql`
    insert into observations.registration_contact (registration, email, language, lon, lat)
    values (${registration}, ${words.sensorEmail}, 'nl', 4.7, 50.8)`
  const [refused] = await sql<{ id: number }>`
    insert into observations.quarantine (owner, source, format, reason, payload, came_at)
    values (${owner}, 'key:x', 'mqtt', 'observation-wrong', ${json(words.payload)}, now()) returning id`
  return { registration, refused: String(refused?.id) }
}

/** Everything that a municipality keeps to itself, row by row. */
export async function snapshotOf(square: TestSquare, { body, ids, nis }: Planted): Promise<unknown> {
  const { sql } = square.services
  const person = ids['person'] ?? ''
  return {
    reports: await sql`select report::text as row from reports.report where body = ${body} order by id`,
    events: await sql`
      select e::text as row from reports.event e join reports.report r on r.id = e.report
      where r.body = ${body} order by e.id`,
    letters: await sql`select l::text as row from reports.letter_in l where body = ${body} order by id`,
    roles: await sql`select role::text as row from region.role where body = ${body} order by 1`,
    person: await sql`select person::text as row from region.person where id = ${person}::uuid`,
    links: await sql`select l::text as row from region.sign_in_link l where person = ${person}::uuid`,
    sessions: await sql`select s::text as row from region.session s where person = ${person}::uuid`,
    passkeys: await sql`select k::text as row from region.passkey k where person = ${person}::uuid`,
    levels: await sql`select l::text as row from observations.level l where owner = ${body} order by 1`,
    registrations: await sql`select r::text as row from observations.registration r where body = ${body} order by 1`,
    refused: await sql`
      select q::text as row from observations.quarantine q
      where owner = ${body} or owner in (select owner from observations.registration where body = ${body}) order by 1`,
    tracks: await sql`select track::text as row from region.track where nis = ${nis}`,
  }
}
