import type { Figures } from './figures.ts'

/** The charts of the page, by the name that their file has. */
export const FIGURES = [
  'months',
  'outcomes',
  'categories',
  'answers',
  'hours',
  'topics',
  'bodies',
  'municipalities',
] as const
export type FigureName = (typeof FIGURES)[number]

type Row = Readonly<Record<string, string | number | null>>

/** The columns of the file behind each chart. */
export const COLUMNS: Readonly<Record<FigureName, readonly string[]>> = {
  months: ['month', 'received', 'solved'],
  outcomes: ['outcome', 'count'],
  categories: ['category', 'count'],
  answers: ['month', 'lowerQuartileDays', 'medianDays', 'upperQuartileDays'],
  hours: ['weekday', 'fromHour', 'toHour', 'count'],
  topics: ['month', 'category', 'count'],
  bodies: ['body', 'count', 'open', 'medianDays', 'ninetyPercentDays'],
  municipalities: ['municipality', 'count'],
}

/** A chart as rows, for programs. What is not shown is empty. `weekday` 1 is Monday. */
export function asRows(figures: Figures, name: FigureName): Row[] {
  const { months, received, solved, outcomes, categories, answers, hours, hoursTogether, municipalities } = figures
  const of = (index: number) => ({ month: months[index]?.toString() ?? '' })
  const rows: Record<FigureName, () => Row[]> = {
    months: () =>
      months.map((_, index) => ({ ...of(index), received: received[index] ?? null, solved: solved[index] ?? null })),
    outcomes: () => Object.entries(outcomes).map(([outcome, count]) => ({ outcome, count })),
    categories: () => categories.map(({ category, count }) => ({ category, count })),
    answers: () =>
      answers.map((answer, index) => ({
        ...of(index),
        lowerQuartileDays: answer?.lower ?? null,
        medianDays: answer?.middle ?? null,
        upperQuartileDays: answer?.upper ?? null,
      })),
    hours: () =>
      hours.flatMap((day, weekday) =>
        day.map((count, part) => ({
          weekday: weekday + 1,
          fromHour: part * hoursTogether,
          toHour: (part + 1) * hoursTogether,
          count,
        })),
      ),
    topics: () =>
      categories.flatMap(({ category, months: counts }) =>
        counts.map((count, index) => ({ ...of(index), category, count })),
      ),
    bodies: () => figures.bodies.map((one) => ({ ...one })),
    municipalities: () => municipalities.map(({ nis, count }) => ({ municipality: nis, count })),
  }
  return rows[name]()
}
