import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isForBodies,
  isLate,
  isForReporter,
  isPublic,
  nextStatuses,
  publicView,
  statusAfter,
  type Report,
  type ReportEvent,
} from './report.ts'

const report: Report = {
  id: '01890000-0000-7000-8000-000000000001',
  number: 1001,
  followVersion: 0,
  channel: 'web',
  municipality: '24062',
  body: 'leuven',
  category: 'road',
  note: 'Put in de weg voor het huis van mevrouw Peeters.',
  notePublic: false,
  noteShown: null,
  photoPublic: false,
  photo: 'ab'.repeat(32),
  street: 'Bondgenotenlaan 12 bus 3',
  postalCode: '3000',
  lon: 4.7123456,
  lat: 50.8812345,
  status: 'received',
  language: 'nl',
  receivedAt: Temporal.Instant.from('2026-03-01T10:00:00Z'),
  updatedAt: Temporal.Instant.from('2026-03-01T10:00:00Z'),
  reporterName: 'An Peeters',
  reporterEmail: 'an@example.be',
  reporterPhone: '016 00 00 00',
  reporterForgottenAt: null,
  demo: false,
  closing: null,
  closedAt: null,
  answerBefore: Temporal.PlainDate.from('2026-03-10'),
  solveBefore: null,
  answeredAt: null,
  plannedFor: null,
  reopened: 0,
  addedAt: null,
  team: null,
  assignee: null,
  assetLayer: null,
  assetNumber: null,
  assetOwner: null,
}

function event(kind: ReportEvent['kind'], status: ReportEvent['status'] = null): ReportEvent {
  return {
    id: kind,
    at: report.receivedAt,
    kind,
    status,
    message: '',
    language: 'nl',
    author: 'staff',
    toBody: null,
    body: 'leuven',
    photo: null,
    closing: null,
  }
}

test('a report is late the day after what was promised, until it is answered and solved', () => {
  const on = (text: string, changes: Partial<Report> = {}) =>
    isLate({ ...report, ...changes }, Temporal.PlainDate.from(text))
  assert.deepEqual([on('2026-03-10'), on('2026-03-11')], [false, true])
  const answered = { answeredAt: report.receivedAt, solveBefore: Temporal.PlainDate.from('2026-03-20') }
  assert.deepEqual(
    [on('2026-03-11', answered), on('2026-03-20', answered), on('2026-03-21', answered)],
    [false, false, true],
  )
  assert.equal(on('2026-04-01', { status: 'solved' }), false)
})

test('what a body notes is for itself; what it tells the others is for all of them, not for the reporter', () => {
  assert.deepEqual([isForBodies(event('note'), ['ecowerf']), isForBodies(event('note'), ['leuven'])], [false, true])
  assert.deepEqual([isForBodies(event('between'), ['ecowerf']), isForReporter(event('between'))], [true, false])
  assert.deepEqual([isForReporter(event('question')), isPublic(event('question'))], [true, false])
})

test('the public never sees who reported, the exact spot or the own words', () => {
  const shown = JSON.stringify(publicView(report))
  for (const secret of ['Peeters', 'an@example.be', '016', 'bus 3', '4.7123456', '50.8812345', 'abab'])
    assert.ok(!shown.includes(secret), `${secret} is shown`)
})

test('the public place is right to some fifty metres', () => {
  const { lon, lat } = publicView(report)
  assert.ok(Math.abs((lon ?? 0) - 4.7123456) <= 0.00025)
  assert.ok(Math.abs((lat ?? 0) - 50.8812345) <= 0.00025)
})

test('the own words are public after staff said so', () => {
  const shown = publicView({ ...report, notePublic: true })
  assert.equal(shown.note, report.note)
  assert.equal(shown.hasPhoto, false)
  assert.equal(publicView({ ...report, notePublic: true, noteShown: 'Put in de weg.' }).note, 'Put in de weg.')
  assert.equal(publicView({ ...report, photoPublic: true }).hasPhoto, true)
})

test('a closed report can only be opened again', () => {
  assert.deepEqual(nextStatuses('solved'), ['in-progress'])
  assert.deepEqual(nextStatuses('waiting'), ['in-progress', 'solved', 'refused'])
})

test('the status is what the events tell', () => {
  assert.equal(statusAfter([event('received', 'received'), event('status', 'waiting'), event('answer')]), 'waiting')
})

test('notes are for staff, additions for staff and reporter', () => {
  assert.deepEqual([isPublic(event('note')), isForReporter(event('note'))], [false, false])
  assert.deepEqual([isPublic(event('addition')), isForReporter(event('addition'))], [false, true])
  assert.deepEqual([isPublic(event('answer')), isForReporter(event('answer'))], [true, true])
})
