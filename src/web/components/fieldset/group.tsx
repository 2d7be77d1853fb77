import type { JSX, VNode } from 'preact'
import { classNames, idList, type Attributes, type Content, type Phrase } from '../content.ts'
import { ErrorMessage, type ErrorText } from '../error-message/error-message.tsx'
import type { Group } from '../field/field.tsx'
import { Hint } from '../hint/hint.tsx'
import { Fieldset, type LegendText } from './fieldset.tsx'

/** What every question with several controls (radios, checkboxes, a date) has. */
export interface GroupProps {
  /** `null` only where a `<Fieldset>` around it already asks the question. */
  readonly legend: Content | LegendText | null
  readonly hint?: Content | Phrase
  readonly error?: Content | ErrorText
  readonly fieldset?: { readonly classes?: string; readonly attributes?: Attributes; readonly describedBy?: string }
  readonly group?: Group
}

interface FrameProps extends GroupProps {
  readonly id: string
  readonly role?: 'group'
  /** Ids that describe the group besides its own hint and error. */
  readonly describedBy?: string
  readonly controls: (describedBy: string | undefined) => VNode
}

/** Legend, hint, error and controls in one fieldset. */
export function FieldGroup(props: FrameProps): JSX.Element {
  const { id, legend, hint, error, group } = props
  const hintId = hint ? `${id}-hint` : undefined
  const errorId = error ? `${id}-error` : undefined
  const describedBy = idList(props.fieldset?.describedBy ?? props.describedBy, hintId, errorId)
  const inside = (
    <>
      {hint && <Hint id={hintId} hint={hint} />}
      {error && <ErrorMessage id={errorId} error={error} />}
      {props.controls(describedBy)}
    </>
  )
  return (
    <div
      class={classNames('govuk-form-group', Boolean(error) && 'govuk-form-group--error', group?.classes)}
      {...group?.attributes}
    >
      {legend === null ? (
        inside
      ) : (
        <Fieldset
          legend={legend}
          role={props.role}
          classes={props.fieldset?.classes}
          attributes={props.fieldset?.attributes}
          describedBy={describedBy}
        >
          {inside}
        </Fieldset>
      )}
    </div>
  )
}
