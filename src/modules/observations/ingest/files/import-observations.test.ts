import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { region } from '#modules/region/module.ts'
import type { ImportResult } from '#web/module.ts'
import { openTestSquare, type TestSquare } from '#web/testing.ts'
import { observations } from '../../module.ts'
import { roughly } from '../../place.ts'
import { listWaiting } from '../../store/quarantine.ts'
import { FORMATS } from './formats.ts'
import { importObservations } from './import-observations.ts'
import { replay } from './replay.ts'

const OWN = {
  about: 'A town that writes German',
  reader: { kind: 'csv', delimiter: ';' },
  time: { columns: ['Datum', 'Zeit'], pattern: 'dd.MM.yyyy HH:mm', zone: 'Europe/Brussels' },
  lasts: 'PT1H',
  decimal: ',',
  missing: ['', '-999'],
  thing: { key: 'town/{Ort}', name: '{Ort}', lon: 'x', lat: 'y' },
  values: [
    { column: 'Temp', property: 'air-temperature', unit: 'Cel', sensor: 'DHT22' },
    { column: 'PM', property: 'pm2-5', unit: 'ug/m3', sensor: 'SPS30', missing: ['1999'] },
  ],
}
const NAMES = 'Ort;Datum;Zeit;Temp;PM;x;y'

describe('importing observations', () => {
  let square: TestSquare
  const folder = mkdtempSync(join(tmpdir(), 'observations-'))
  let next = 0
  before(async () => {
    square = await openTestSquare([region, observations])
  })
  after(async () => {
    rmSync(folder, { recursive: true })
    await square.close()
  })

  function fileOf(content: string | Buffer, name = `town-${next++}.csv`): string {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const own = (changes: object = {}) => fileOf(JSON.stringify({ ...OWN, ...changes }), `format-${next++}.json`)
  const take = (file: string, as: string, more: Record<string, string> = {}): Promise<ImportResult> =>
    importObservations({ file, options: { as, ...more }, progress: () => {} }, square.services)
  const lines = (...rows: string[]) => `${[NAMES, ...rows].join('\r\n')}\r\n`

  async function values(thing: string): Promise<string[]> {
    const rows = await square.services.sql<{ at: Temporal.Instant; number: number; key: string; hours: number }>`
      select o.at, o.number, d.outside_key as key, extract(epoch from o.until - o.at)::float8 / 3600 as hours
      from observations.observation o join observations.datastream d on d.id = o.datastream
      join observations.thing t on t.id = d.thing
      where t.outside_key = ${thing} and o.replaced_at is null order by o.at, d.outside_key`
    return rows.map(({ at, number, key, hours }) => `${at.toString()} ${key.split('/').at(-1)} ${number} ${hours}`)
  }

  test('a format of one’s own brings things, places and values in', async () => {
    const as = own()
    const file = fileOf(
      lines('Leuven;01.07.2024;12:00;21,5;7;4,7009;50,8798', 'Leuven;01.07.2024;13:00;-999;1999;4,7;50,8'),
    )
    const result = await take(file, as, { owner: 'leuven' })
    assert.deepEqual(
      [result.added, result.known, result.rejected],
      [1, 0, [{ line: 3, reason: 'Nothing was measured: every value is missing.' }]],
    )
    assert.deepEqual(await values('town/Leuven'), ['2024-07-01T10:00:00Z PM 7 1', '2024-07-01T10:00:00Z Temp 21.5 1'])
    const [thing] = await square.services.sql`
      select t.owner, t.municipality, l.lon, l.lat from observations.thing t
      join observations.thing_location tl on tl.thing = t.id join observations.location l on l.id = tl.location
      where t.outside_key = 'town/Leuven'`
    assert.deepEqual(thing, { owner: 'leuven', municipality: '24062', lon: 4.7009, lat: 50.8798 })
    const again = await take(file, as, { owner: 'leuven' })
    assert.deepEqual([again.added, again.known, again.rejected.length], [0, 1, 1])
  })

  test('of what hangs at homes no more than the cell is kept', async () => {
    const as = own({ thing: { ...OWN.thing, precision: 'area' } })
    await take(fileOf(lines('Home;01.07.2024;12:00;21,5;7;4,70093;50,87981')), as, { owner: 'leuven' })
    const [thing] = await square.services.sql<{ precision: string; point: unknown; about: unknown }>`
      select t.properties ->> 'precision' as precision, l.location -> 'coordinates' as point, f.feature -> 'coordinates' as about
      from observations.thing t join observations.thing_location tl on tl.thing = t.id
      join observations.location l on l.id = tl.location join observations.feature f on f.made_of = l.id
      where t.outside_key = 'town/Home'`
    const rough = Object.values(roughly({ lon: 4.700_93, lat: 50.879_81 }))
    assert.deepEqual(thing, { precision: 'area', point: rough, about: rough })
  })

  test('a datastream keeps its unit: another that means the same is converted, any other stops the import', async () => {
    await take(fileOf(lines('Unit;01.07.2024;12:00;21;1000;;')), own())
    const pm = (unit: string) => own({ values: [{ column: 'PM', property: 'pm2-5', unit, sensor: 'SPS30' }] })
    await take(fileOf(lines('Unit;01.07.2024;13:00;;2;;')), pm('mg/m3'))
    assert.deepEqual(
      (await values('town/Unit')).filter((value) => value.includes('PM')),
      ['2024-07-01T10:00:00Z PM 1000 1', '2024-07-01T11:00:00Z PM 2000 1'],
    )
    await assert.rejects(
      take(fileOf(lines('Unit;01.07.2024;14:00;;3;;')), pm('Cel')),
      /Unit\/PM is there already, as number in ug\/m3/,
    )
    assert.equal((await values('town/Unit')).length, 3)
  })

  test('what became of the lines adds up, and only what waits is said to wait', async () => {
    const next = square.services.clock().add({ hours: 48 }).toZonedDateTimeISO('Europe/Brussels')
    const ahead = `${next.toPlainDate().toString().split('-').toReversed().join('.')};12:00`
    const rows = [
      'Sum;01.07.2024;12:00;21;7;;',
      'Sum;01.07.2024;13:00;;;;',
      'Sum;01.07.2024;14:00;warm;7;;',
      'Sum;01.07.2024;noon;21;7;;',
      `Sum;${ahead};21;7;;`,
      'Sum;01.07.2024;12:00;21;7;;',
    ]
    const file = fileOf(lines(...rows))
    const { added, known, rejected, remarks } = await take(file, own())
    assert.deepEqual([added, known, rejected.map(({ line }) => line)], [2, 1, [3, 5, 6]])
    assert.match(rejected[2]?.reason ?? '', /more than a day ahead/)
    assert.deepEqual(remarks, [
      'In: 6 lines = 2 stored + 1 known + 3 refused.',
      'In the lines that are stored or known: 3 values added, 2 known, 0 corrected, 1 refused; 1 things are new.',
      'Refused and waiting in quarantine, each kept once: 3.',
      'Refused because every value is missing: 1. There is nothing to mend in these, and they wait nowhere.',
    ])
    const waiting = await listWaiting(square.services.sql, { limit: 100 })
    const ours = waiting.filter(({ payload }) => JSON.stringify(payload).includes('Sum'))
    assert.deepEqual(ours.map(({ line, reason }) => [line, reason]).toSorted(), [
      [4, 'number-unknown'],
      [5, 'time-unknown'],
      [6, 'time-ahead'],
    ])
    const good = await take(fileOf(lines('Sum;02.07.2024;12:00;21;7;;')), own())
    assert.equal(
      good.remarks.some((remark) => remark.includes('quarantine')),
      false,
    )
  })

  test('an hour that clocks show twice is two hours, and one that they leave out is refused', async () => {
    const rows = ['01:00', '02:00', '02:00', '03:00'].map((time, index) => `Double;27.10.2024;${time};${index};;;`)
    const result = await take(fileOf(lines(...rows, 'Double;31.03.2024;02:30;9;;;')), own())
    assert.deepEqual(
      [result.added, result.rejected.map(({ reason }) => reason.slice(0, 30))],
      [4, ['The clocks of that place never']],
    )
    assert.deepEqual(await values('town/Double'), [
      '2024-10-26T23:00:00Z Temp 0 1',
      '2024-10-27T00:00:00Z Temp 1 1',
      '2024-10-27T01:00:00Z Temp 2 1',
      '2024-10-27T02:00:00Z Temp 3 1',
    ])
  })

  test('a day that is told lasts 23, 24 or 25 hours', async () => {
    const rows = ['30.03.2024', '31.03.2024', '27.10.2024'].map((day) => `Days;${day};00:00;1;;;`)
    await take(fileOf(lines(...rows)), own({ lasts: 'P1D' }))
    assert.deepEqual(
      (await values('town/Days')).map((value) => value.split(' ').at(-1)),
      ['24', '23', '25'],
    )
  })

  test('what is refused waits, is kept once, and can be mended and read again', async () => {
    const as = 'hollandse-luchten'
    const file = fileOf(
      'kit_id,date,lat,lon,pm10,pm25\nk1,2020-02-07 01:00:00,52.4,4.6,twelve,3\nk1,yesterday,52.4,4.6,1,2\n,2020-02-07 01:00:00,52.4,4.6,1,2\n',
    )
    const { added, rejected, remarks } = await take(file, as)
    assert.deepEqual([added, rejected.map(({ line }) => line)], [1, [3, 4]])
    assert.match(remarks.join(), /1 refused/)
    const lost = await take(fileOf('kit_id,date,pm10\nk2,yesterday,5\n'), as)
    assert.match(lost.remarks.join(), /0 things are new/)
    await take(file, as)
    const waiting = await listWaiting(square.services.sql, { limit: 10 })
    const ours = waiting.filter(({ format, payload }) => format === as && !JSON.stringify(payload).includes('k2'))
    assert.deepEqual(
      ours.map(({ line, reason, detail }) => [line, reason, detail]),
      [
        [2, 'number-unknown', 'twelve'],
        [3, 'time-unknown', 'yesterday'],
        [4, 'key-missing', ''],
      ],
    )
    const [first, second] = ours
    assert.ok(first && second)
    assert.deepEqual(await replay(square.services, second), { code: 'time-unknown', detail: 'yesterday' })
    assert.equal(
      await replay(square.services, second, { cells: ['k1', '2020-02-07 02:00:00', '52.4', '4.6', '1', '2'] }),
      undefined,
    )
    assert.equal(
      await replay(square.services, first, { cells: ['k1', '2020-02-07 01:00:00', '52.4', '4.6', '12', '3'] }),
      undefined,
    )
    assert.deepEqual(await values('samen-meten/k1'), [
      '2020-02-07T00:00:00Z pm10 12 1',
      '2020-02-07T00:00:00Z pm25 3 1',
      '2020-02-07T01:00:00Z pm10 1 1',
      '2020-02-07T01:00:00Z pm25 2 1',
    ])
    const left = await listWaiting(square.services.sql, { limit: 10 })
    assert.deepEqual(
      left
        .filter(({ format, payload }) => format === as && !JSON.stringify(payload).includes('k2'))
        .map(({ line }) => line),
      [4],
    )
  })

  test('an import that was stopped goes on where it was', async () => {
    const many = Array.from({ length: 12_000 }, (_, index) => {
      const at = Temporal.Instant.fromEpochMilliseconds(1_600_000_000_000 + index * 3_600_000)
      return `station,${at.toString()},${index % 40}`
    })
    const text = `station,time_utc,ta\n${many.join('\n').replaceAll('station,', 'E9,')}\n`
    const file = fileOf(gzipSync(text), 'netatmo.csv.gz')
    const { services } = square
    const kept = async () => (await values('netatmo/E9')).length
    const stopping: typeof services.sql.transaction = async (work) =>
      (await kept()) < 10_000 ? services.sql.transaction(work) : assert.fail('the power went')
    const ask = (...asked: Parameters<typeof services.sql>) => services.sql(...asked)
    const sql = Object.assign(ask, { script: services.sql.script, transaction: stopping }) as typeof services.sql
    const order = { file, options: { as: 'netatmo-hourly' }, progress: () => {} }
    await assert.rejects(importObservations(order, { ...services, sql }), /the power went/)
    assert.equal(await kept(), 10_000)
    const rest = await take(file, 'netatmo-hourly')
    assert.deepEqual([rest.added, rest.known, rest.rejected.length], [2000, 0, 0])
    assert.match(rest.remarks[0] ?? '', /10000 lines were settled before/)
    const again = await take(file, 'netatmo-hourly')
    assert.deepEqual([again.added, again.known], [0, 12_000])
  })

  test('a file that is damaged gives everything before the break', async () => {
    const text = `station,time_utc,ta\n${Array.from({ length: 20_000 }, (_, index) => `E8,2021-01-01T00:00:00.${String(index).padStart(6, '0')}Z,${Math.sin(index)}`).join('\n')}\n`
    const packed = gzipSync(text)
    const { added, rejected, isWhole } = await take(
      fileOf(packed.subarray(0, packed.length / 2), 'half.csv.gz'),
      'netatmo-hourly',
    )
    assert.ok(added > 5000 && added < 20_000, `${added}`)
    assert.equal(isWhole, false)
    assert.match(rejected.at(-1)?.reason ?? '', /damaged or stops here/)
  })

  test('quotes, ends of line in cells and other marks are read as they are meant', async () => {
    const text =
      'station,time_utc,ta\n"E,7",2021-01-01T00:00:00Z,1\n"E ""8""\nnorth",2021-01-01T00:00:00Z,"2"\n\nE9x,2021-01-01T00:00:00Z,3,,\nE9y,2021-01-01T00:00:00Z,3,4\n'
    const { added, rejected } = await take(fileOf(text), 'netatmo-hourly')
    assert.deepEqual([added, rejected.map(({ line }) => line)], [3, [7]])
    assert.equal((await values('netatmo/E,7')).length, 1)
    assert.equal((await values('netatmo/E "8"\nnorth')).length, 1)
  })

  test('a wrong order is answered with what may be said', async () => {
    const file = fileOf(lines('a;b;c;1;2;3;4'))
    await assert.rejects(take(file, 'excel'), /--as must be/)
    await assert.rejects(take(file, 'netatmo-hourly'), /None of the columns with values is there\. The file has: Ort/)
    await assert.rejects(take(file, own(), { owner: 'nobody' }), /--owner must be a body/)
    await assert.rejects(take(fileOf(''), own()), /no line with the names/)
    await assert.rejects(
      take(file, own({ values: [{ column: 'Temp', property: 'ghosts', unit: 'm//s' }] })),
      /not in our vocabulary[^]*not a UCUM code/,
    )
    await assert.rejects(take(file, own({ nonsense: 1 })), /nonsense/)
    await assert.rejects(take(file, fileOf('{', 'broken.json')), /no good JSON/)
    await assert.rejects(take(file, own({ file: '^x$' })), /name of the file/)
    await assert.rejects(take(file, join(folder, 'absent.json')), /cannot be read/)
  })

  test('every format of ours says what it is for', () => {
    for (const [name, { about }] of Object.entries(FORMATS)) assert.match(about, /\((CSV|JSON)/, name)
  })
})
