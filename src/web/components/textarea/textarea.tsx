import type { JSX } from 'preact'
import { classNames } from '../content.ts'
import { Field, type FieldProps } from '../field/field.tsx'

export interface TextareaProps extends FieldProps {
  readonly value?: string
  /** Lines that are shown; default 5. */
  readonly rows?: number
  readonly spellcheck?: boolean
  readonly autocomplete?: string
}

/** Several lines of text. */
export function Textarea(props: TextareaProps): JSX.Element {
  const id = props.id ?? props.name
  return (
    <Field
      {...props}
      id={id}
      control={(describedBy) => (
        <textarea
          class={classNames('govuk-textarea', Boolean(props.error) && 'govuk-textarea--error', props.classes)}
          id={id}
          name={props.name}
          rows={props.rows ?? 5}
          spellcheck={props.spellcheck}
          disabled={props.disabled}
          aria-describedby={describedBy}
          autocomplete={props.autocomplete}
          {...props.attributes}
        >
          {props.value}
        </textarea>
      )}
    />
  )
}
