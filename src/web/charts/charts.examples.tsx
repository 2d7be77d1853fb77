import type { VNode } from 'preact'
import { BandChart } from './band-chart.tsx'
import { BarChart } from './bar-chart.tsx'
import { HeatChart } from './heat-chart.tsx'
import { LineChart } from './line-chart.tsx'
import { SmallMultiples } from './small-multiples.tsx'
import { TimeBarChart } from './time-bar-chart.tsx'

/** Thirteen months in a row. */
const MONTHS = Array.from({ length: 13 }, (_, index) => Temporal.PlainYearMonth.from('2025-03').add({ months: index }))

/** A wave with some noise, the same at every start. */
function wave(
  count: number,
  { height, turns, shift = 0 }: { height: number; turns: number; shift?: number },
): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.round(
      height *
        (1 +
          0.5 * Math.sin((index / count) * turns * 2 * Math.PI + shift) +
          0.2 * Math.sin(index * 12.9898 + shift * 7)),
    ),
  )
}

export const examples: Record<string, () => VNode> = {
  'one line, with a month without figure and a month that is not over': () => (
    <LineChart
      id="chart-line"
      title="Meldingen per maand"
      along={MONTHS}
      series={[{ name: 'Meldingen', values: [84, 97, 120, 101, 88, null, 34, 71, 96, 104, 92, 110, 41] }]}
      unfinished
      csv="#csv"
      written={(value) => `${value} meldingen`}
      extremes={({ most, mostValue, least, leastValue }) =>
        `In ${most} kwamen de meeste meldingen binnen: ${mostValue}. In ${least} de minste: ${leastValue}.`
      }
    />
  ),
  'five lines with dashes and marks': () => (
    <LineChart
      id="chart-lines"
      title="Fietsers per dag op vijf plaatsen"
      along={MONTHS}
      series={['Vaart', 'Tiensepoort', 'Naamsepoort', 'Kessel-Lo', 'Wijgmaal'].map((name, index) => ({
        name,
        values: wave(13, { height: 400 + index * 160, turns: 1, shift: index }),
      }))}
      csv="#csv"
    />
  ),
  'counts by hour, with an hour without any and hours that were not counted': () => {
    const day = Temporal.Instant.from('2026-03-27T23:00:00Z')
    const hours = Array.from({ length: 24 }, (_, hour) => ({
      from: day.add({ hours: hour }),
      until: day.add({ hours: hour + 1 }),
      value: hour === 3 ? 0 : hour > 15 && hour < 18 ? null : (hour * 37) % 90,
    }))
    return (
      <TimeBarChart
        id="chart-time-bars"
        title="Fietsers per uur"
        bars={hours}
        nameOf={(index) => `${index} uur`}
        gap="niet geteld"
        csv="#csv"
      />
    )
  },
  'thousands of moments, not from zero': () => (
    <LineChart
      id="chart-moments"
      title="Luchtdruk, in hectopascal"
      along={Array.from({ length: 5000 }, (_, index) =>
        Temporal.Instant.from('2026-03-27T00:00:00Z').add({ minutes: index }),
      )}
      series={[
        {
          name: 'Luchtdruk',
          values: Array.from({ length: 5000 }, (_, index) =>
            index > 2000 && index < 2400 ? null : 1000 + 14 * Math.sin(index / 700) + 2 * Math.sin(index * 78.233),
          ),
        },
      ]}
      csv="#csv"
    />
  ),
  'a band of quartiles': () => (
    <BandChart
      id="chart-band"
      title="Dagen tot het eerste antwoord"
      along={MONTHS}
      ranges={MONTHS.map((_, index) =>
        index === 4 ? null : { lower: 1 + (index % 3), middle: 3 + (index % 4), upper: 7 + ((index * 5) % 6) },
      )}
      written={(value) => `${value} dagen`}
      csv="#csv"
    />
  ),
  'standing bars, also below zero': () => (
    <BarChart
      id="chart-standing"
      title="Verschil met vorig jaar"
      bars={[
        { name: '2022', value: 12 },
        { name: '2023', value: -7 },
        { name: '2024', value: null },
        { name: '2025', value: 21 },
        { name: '2026', value: 0 },
      ]}
      inTime
    />
  ),
  'lying bars, names beside': () => (
    <BarChart
      id="chart-lying"
      title="Meldingen per gemeente"
      bars={['Aarschot', 'Begijnendijk', 'Bierbeek', 'Geraardsbergen', 'Sint-Pieters-Leeuw'].map((name, index) => ({
        name,
        value: (index * 37 + 20) % 90,
      }))}
    />
  ),
  'lying bars, long names above': () => (
    <BarChart
      id="chart-long"
      title="Meldingen per onderwerp"
      bars={[
        { name: 'Verkeersbord of verkeerslicht', value: 48 },
        { name: 'Zwerfvuil of volle vuilnisbak', value: 123_456 },
        { name: 'Hinder: lawaai, geur of parkeren', value: -80_000 },
        { name: 'Dier', value: null },
      ]}
    />
  ),
  'hours by weekdays': () => (
    <HeatChart
      id="chart-heat"
      title="Meldingen per uur van de week"
      rows={['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo']}
      columns={Array.from({ length: 24 }, (_, hour) => `${hour}`)}
      values={Array.from({ length: 7 }, (_, day) =>
        wave(24, { height: day < 5 ? 30 : 14, turns: 1, shift: 4 + day / 9 }).map((value, hour) =>
          hour < 5 ? 0 : day === 6 && hour > 20 ? null : value,
        ),
      )}
    />
  ),
  'small multiples on one scale': () => (
    <SmallMultiples
      id="chart-multiples"
      title="Meldingen per onderwerp, maand na maand"
      along={MONTHS}
      panels={[
        'Weg',
        'Stoep',
        'Fietspad',
        'Straatlamp',
        'Verkeersbord of verkeerslicht',
        'Sluikstort',
        'Boom',
        'Dier',
      ].map((name, index) => ({
        name,
        values: wave(13, { height: 12 + ((index * 29) % 50), turns: 1 + (index % 2), shift: index * 2 }),
      }))}
    />
  ),
  'nothing to show yet': () => (
    <LineChart id="chart-empty" title="Deelnemers per maand" along={[]} series={[{ name: 'Deelnemers', values: [] }]} />
  ),
  'one figure': () => (
    <LineChart
      id="chart-single"
      title="Bezoekers van het recyclagepark"
      along={MONTHS.slice(0, 1)}
      series={[{ name: 'Bezoekers', values: [812] }]}
    />
  ),
}
