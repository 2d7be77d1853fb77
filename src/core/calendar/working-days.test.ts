import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addWorkingDays, belgianHolidays, easterSunday, isWorkingDay } from './working-days.ts'

const day = Temporal.PlainDate.from

test('knows when it is Easter', () => {
  const years = {
    1818: '03-22',
    1943: '04-25',
    2000: '04-23',
    2024: '03-31',
    2025: '04-20',
    2026: '04-05',
    2038: '04-25',
  }
  for (const [year, date] of Object.entries(years)) assert.equal(String(easterSunday(Number(year))), `${year}-${date}`)
})

test('knows the ten holidays of Belgium', () => {
  assert.deepEqual(belgianHolidays(2026).map(String), [
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-07-21',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ])
  // Ascension and Labour Day fall together.
  assert.equal(belgianHolidays(2008).filter((one) => String(one) === '2008-05-01').length, 2)
})

test('counts working days over weekends, holidays and the turn of the year', () => {
  assert.equal(isWorkingDay(day('2026-11-11')), false)
  assert.equal(isWorkingDay(day('2026-11-14')), false)
  assert.equal(isWorkingDay(day('2026-11-13')), true)
  assert.equal(String(addWorkingDays(day('2026-11-27'), 1)), '2026-11-30')
  assert.equal(String(addWorkingDays(day('2026-12-24'), 1)), '2026-12-28')
  assert.equal(String(addWorkingDays(day('2026-12-31'), 1)), '2027-01-04')
  assert.equal(String(addWorkingDays(day('2026-04-03'), 2)), '2026-04-08')
  assert.equal(String(addWorkingDays(day('2026-11-28'), 0)), '2026-11-30')
  for (let start = day('2026-01-01'); start.year < 2028; start = start.add({ days: 1 })) {
    const end = addWorkingDays(start, 5)
    assert.ok(isWorkingDay(end))
    let between = 0
    for (let one = start.add({ days: 1 }); Temporal.PlainDate.compare(one, end) <= 0; one = one.add({ days: 1 }))
      between += Number(isWorkingDay(one))
    assert.equal(between, 5, String(start))
  }
})
