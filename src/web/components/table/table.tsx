import type { JSX } from 'preact'
import { classNames, phrase, type Attributes, type Content, type Phrase } from '../content.ts'

export interface Cell extends Phrase {
  /** Numbers stand under each other, to the right. */
  readonly format?: 'numeric'
  readonly colspan?: number
  readonly rowspan?: number
  readonly stacked?: boolean
}

interface TableProps {
  /** What the table is about. `null` only where a heading right above it says so and `labelledBy` names it. */
  readonly caption: Content | null
  readonly labelledBy?: string
  /** `s`, `m` or `l`: how large the caption is. */
  readonly captionSize?: 's' | 'm' | 'l'
  readonly captionClasses?: string
  readonly head?: readonly (Content | Cell)[]
  readonly rows: readonly (readonly (Content | Cell)[])[]
  readonly firstCellIsHeader?: boolean
  /** Lets a wide table scroll by itself on a narrow screen; the text is the name of that area. */
  readonly scroll?: string
  /**
   * Puts the cells of a row under each other on a narrow screen, each with the name of its column. The roles say that it is
   * still a table: browsers forget that when the layout changes.
   */
  readonly stack?: boolean
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Figures and facts in rows and columns. */
export function Table(props: TableProps): JSX.Element {
  const table = (
    <table
      class={classNames('govuk-table', props.stack && 'sp-stacked', props.classes)}
      role={props.stack ? 'table' : undefined}
      aria-labelledby={props.labelledBy}
      {...props.attributes}
    >
      {props.caption && (
        <caption
          class={classNames(
            'govuk-table__caption',
            props.captionSize && `govuk-table__caption--${props.captionSize}`,
            props.captionClasses,
          )}
        >
          {props.caption}
        </caption>
      )}
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((cell) => (
              <Header scope="col" cell={phrase(cell)} />
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map((row) => (
          <tr class="govuk-table__row" role={props.stack ? 'row' : undefined}>
            {row.map((cell, index) =>
              props.firstCellIsHeader && index === 0 ? (
                <Header scope="row" cell={{ ...phrase(cell), format: undefined }} />
              ) : (
                <Value cell={props.stack ? inColumn(phrase(cell), props.head?.[index]) : phrase(cell)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (props.scroll === undefined) return table
  return (
    // Something that scrolls must be reachable by keyboard (WCAG 2.1.1) and then needs a name.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="sp-scroll" tabIndex={0} role="region" aria-label={props.scroll}>
      {table}
    </div>
  )
}

/** A cell that says which column it is in. */
function inColumn(cell: Cell, heading: Content | Cell | undefined): Cell {
  const name = heading === undefined ? undefined : phrase(heading).text
  const label = typeof name === 'string' ? { 'data-label': name } : {}
  return { ...cell, attributes: { ...cell.attributes, ...label }, stacked: true }
}

function Header({ scope, cell }: { scope: 'col' | 'row'; cell: Cell }): JSX.Element {
  return (
    <th
      scope={scope}
      class={classNames('govuk-table__header', cell.format && `govuk-table__header--${cell.format}`, cell.classes)}
      colSpan={cell.colspan}
      rowSpan={cell.rowspan}
      {...cell.attributes}
    >
      {cell.text}
    </th>
  )
}

/** Where rows are stacked a cell lays its heading and what it holds beside each other: what it holds is one thing. */
function Value({ cell }: { cell: Cell }): JSX.Element {
  return (
    <td
      role={cell.stacked ? 'cell' : undefined}
      class={classNames('govuk-table__cell', cell.format && `govuk-table__cell--${cell.format}`, cell.classes)}
      colSpan={cell.colspan}
      rowSpan={cell.rowspan}
      {...cell.attributes}
    >
      {cell.stacked === true && isSeveral(cell.text) ? <div>{cell.text}</div> : cell.text}
    </td>
  )
}

/** Whether something may come to more than one box: all but a text and an element of HTML. */
function isSeveral(content: Content): boolean {
  return typeof content === 'object' && content !== null && !('type' in content && typeof content.type === 'string')
}
