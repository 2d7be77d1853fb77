import type { JSX } from 'preact'
import { classNames, idList, type Attributes } from '../content.ts'
import { FieldGroup, type GroupProps } from '../fieldset/group.tsx'
import { Hint } from '../hint/hint.tsx'
import { Label } from '../label/label.tsx'
import type { Choice, Divider } from '../radios/radios.tsx'

/** One box. `name` when the boxes of a group are fields of their own; `exclusive` for "none of these". */
export interface Box extends Choice {
  readonly name?: string
  readonly exclusive?: boolean
}

export interface CheckboxesProps extends GroupProps {
  readonly name: string
  readonly idPrefix?: string
  readonly choices: readonly (Box | Divider)[]
  readonly values?: readonly string[]
  readonly small?: boolean
  readonly describedBy?: string
  readonly classes?: string
  readonly attributes?: Attributes
}

/** Any number of answers out of a few. */
export function Checkboxes(props: CheckboxesProps): JSX.Element {
  const prefix = props.idPrefix ?? props.name
  return (
    <FieldGroup
      {...props}
      id={prefix}
      controls={(describedBy) => (
        <div
          class={classNames('govuk-checkboxes', props.small && 'govuk-checkboxes--small', props.classes)}
          {...props.attributes}
          data-module="govuk-checkboxes"
        >
          {props.group?.before}
          {props.choices.map((choice, index) =>
            'divider' in choice ? (
              <div class="govuk-checkboxes__divider">{choice.divider}</div>
            ) : (
              <Checkbox
                name={choice.name ?? props.name}
                id={choice.id ?? (index === 0 ? prefix : `${prefix}-${index + 1}`)}
                box={choice}
                checked={choice.checked ?? props.values?.includes(choice.value) ?? false}
                // Without a fieldset nothing else would carry the hint and the error of the group.
                describedBy={props.legend === null ? describedBy : undefined}
              />
            ),
          )}
          {props.group?.after}
        </div>
      )}
    />
  )
}

interface CheckboxProps {
  readonly name: string
  readonly id: string
  readonly box: Box
  readonly checked: boolean
  readonly describedBy: string | undefined
}

function Checkbox({ name, id, box, checked, describedBy }: CheckboxProps): JSX.Element {
  const hintId = box.hint ? `${id}-item-hint` : undefined
  const conditionalId = box.conditional ? `conditional-${id}` : undefined
  return (
    <>
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          name={name}
          type="checkbox"
          value={box.value}
          checked={checked}
          disabled={box.disabled}
          data-aria-controls={conditionalId}
          data-behaviour={box.exclusive ? 'exclusive' : undefined}
          aria-describedby={idList(describedBy, hintId)}
          {...box.attributes}
        />
        <Label for={id} label={{ ...box.label, text: box.text }} classes="govuk-checkboxes__label" />
        {box.hint && <Hint id={hintId} hint={box.hint} classes="govuk-checkboxes__hint" />}
      </div>
      {box.conditional && (
        <div
          class={classNames('govuk-checkboxes__conditional', !checked && 'govuk-checkboxes__conditional--hidden')}
          id={conditionalId}
        >
          {box.conditional}
        </div>
      )}
    </>
  )
}
