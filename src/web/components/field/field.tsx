import type { JSX, VNode } from 'preact'
import { classNames, idList, type Attributes, type Content, type Phrase } from '../content.ts'
import { ErrorMessage, type ErrorText } from '../error-message/error-message.tsx'
import { Hint } from '../hint/hint.tsx'
import { Label, type LabelText } from '../label/label.tsx'

/** The space around a control with its label, hint and error. */
export interface Group {
  readonly classes?: string
  readonly attributes?: Attributes
  /** Put right before and after the control itself, such as a button in the same line. */
  readonly before?: Content
  readonly after?: Content
}

/** What every field with one control has. A field without a label does not compile. */
export interface FieldProps {
  readonly name: string
  /** Default: the name, so that the error summary can link to `#name`. */
  readonly id?: string
  readonly label: Content | LabelText
  readonly hint?: Content | Phrase
  /** Usually `errorOf(errors, name)`. */
  readonly error?: Content | ErrorText
  /** Ids of other texts that describe the control. */
  readonly describedBy?: string
  readonly disabled?: boolean
  readonly classes?: string
  readonly attributes?: Attributes
  readonly group?: Group
}

interface FrameProps extends Pick<FieldProps, 'label' | 'hint' | 'error' | 'describedBy' | 'group'> {
  readonly id: string
  /** Draws the control, given the ids of everything that describes it. */
  readonly control: (describedBy: string | undefined) => VNode
}

/** Label, hint, error and control, in the order in which a screen reader should meet them. */
export function Field({ id, label, hint, error, describedBy, group, control }: FrameProps): JSX.Element {
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  return (
    <div
      class={classNames('govuk-form-group', Boolean(error) && 'govuk-form-group--error', group?.classes)}
      {...group?.attributes}
    >
      <Label for={id} label={label} />
      {hint && <Hint id={hintId} hint={hint} />}
      {error && <ErrorMessage id={errorId} error={error} />}
      {group?.before}
      {control(idList(describedBy, hintId, errorId))}
      {group?.after}
    </div>
  )
}
