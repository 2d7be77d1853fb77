import type { JSX } from 'preact'
import { classNames, type Attributes } from '../content.ts'
import { Field, type FieldProps } from '../field/field.tsx'

export interface Option {
  /** Default: the text. */
  readonly value?: string
  readonly text: string
  /** Default: whether its value is the value of the select. */
  readonly selected?: boolean
  readonly disabled?: boolean
  readonly attributes?: Attributes
}

export interface SelectProps extends FieldProps {
  readonly options: readonly Option[]
  readonly value?: string
}

/** One answer out of a long list. For fewer than eight answers radios are easier. */
export function Select(props: SelectProps): JSX.Element {
  const id = props.id ?? props.name
  return (
    <Field
      {...props}
      id={id}
      control={(describedBy) => (
        <select
          class={classNames('govuk-select', props.classes, Boolean(props.error) && 'govuk-select--error')}
          id={id}
          name={props.name}
          disabled={props.disabled}
          aria-describedby={describedBy}
          {...props.attributes}
        >
          {props.options.map((option) => (
            <option
              value={option.value}
              selected={option.selected ?? (Boolean(props.value) && (option.value ?? option.text) === props.value)}
              disabled={option.disabled}
              {...option.attributes}
            >
              {option.text}
            </option>
          ))}
        </select>
      )}
    />
  )
}
