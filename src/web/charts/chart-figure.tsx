import type { ComponentChildren, JSX, VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { Details } from '#web/components/details/details.tsx'
import { Table } from '#web/components/table/table.tsx'
import { ReadingLanguage } from '#web/reading-language.ts'
import { messages } from './messages.ts'
import type { Extremes } from './sentence.ts'

/** What every kind of chart is told. */
export interface ChartProps {
  /** Unique on the page. */
  readonly id: string
  /** What is shown, and in what: "Meldingen per maand". */
  readonly title: string
  /** Level of its heading; default `h2`. */
  readonly heading?: 'h2' | 'h3'
  /** Address of the same figures as CSV. A chart of more than 200 moments needs it: its table is not whole. */
  readonly csv?: string
  /** A figure with its unit, for the sentence: "120 meldingen". Default: the number. */
  readonly written?: (value: number) => string
  /** The highest and the lowest, in words of its own; default "Het hoogst: maart 2026 (120)". */
  readonly extremes?: (found: Extremes) => string
  /** What one sees, in words of its own. Default: the highest, the lowest and the direction. */
  readonly sentence?: string | undefined
  /** What stands in the table where there is no figure; default "geen cijfer". */
  readonly missing?: string
  /** What is said when there is no figure at all; default "Er zijn nog geen cijfers om te tonen." */
  readonly empty?: string
  /** What else must be known to read it well, in plain sentences. */
  readonly notes?: readonly string[]
}

interface ChartFigureProps extends Omit<ChartProps, 'written' | 'extremes' | 'missing' | 'sentence'> {
  readonly sentence: string
  /** Whether there is nothing to draw: then only the heading and the sentence stand there. */
  readonly isEmpty: boolean
  readonly legend?: readonly LegendMark[]
  /** The first of each row is what the row is about. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  readonly children: ComponentChildren
}

/** What a mark in a chart means. */
export interface LegendMark {
  readonly mark: VNode
  readonly text: string
}

/** Everything around a drawing: heading, the sentence that says what one sees, legend, remarks, the table and the file. */
export function ChartFigure(props: ChartFigureProps): JSX.Element {
  const { id, title, sentence, isEmpty, legend = [], notes = [], table, csv, children } = props
  const Heading = props.heading ?? 'h2'
  const t = messages(useContext(ReadingLanguage))
  return (
    <figure class="sp-chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <Heading class="govuk-heading-m" id={`${id}-title`}>
          {title}
        </Heading>
        <p class="govuk-body">{isEmpty ? (props.empty ?? t('none')) : sentence}</p>
      </figcaption>
      {!isEmpty && (
        <>
          {legend.length > 0 && (
            <ul class="sp-legend" aria-label={t('legend')}>
              {legend.map(({ mark, text }) => (
                <li>
                  <svg class="sp-key" viewBox="0 0 32 16" width="32" height="16" aria-hidden="true">
                    {mark}
                  </svg>
                  {text}
                </li>
              ))}
            </ul>
          )}
          {children}
          {notes.length > 0 && <p class="govuk-hint">{notes.join(' ')}</p>}
          <Details summary={t('table')}>
            <Table
              caption={title}
              firstCellIsHeader
              scroll={title}
              head={table.head.map((text, index) => (index === 0 ? text : { text, format: 'numeric' }))}
              rows={table.rows.map((row) =>
                row.map((text, index) => (index === 0 ? text : { text, format: 'numeric' })),
              )}
            />
            {csv !== undefined && (
              <p class="sp-csv">
                <a class="govuk-link" href={csv}>
                  {t('csv')}
                </a>
              </p>
            )}
          </Details>
        </>
      )}
    </figure>
  )
}
