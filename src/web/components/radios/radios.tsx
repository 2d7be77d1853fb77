import type { JSX } from 'preact'
import { classNames, type Attributes, type Content, type Phrase } from '../content.ts'
import { FieldGroup, type GroupProps } from '../fieldset/group.tsx'
import { Hint } from '../hint/hint.tsx'
import { Label } from '../label/label.tsx'

export interface Choice {
  readonly value: string
  readonly text: Content
  readonly hint?: Content | Phrase
  /** Default: the name of the group, with `-2`, `-3` … after it from the second choice on. */
  readonly id?: string
  /** Default: whether its value is (one of) the value(s) of the group. */
  readonly checked?: boolean
  readonly disabled?: boolean
  readonly label?: Omit<Phrase, 'text'>
  /** Further questions, shown while this choice is made. */
  readonly conditional?: Content
  readonly attributes?: Attributes
}
/** A word between choices: "or". */
export interface Divider {
  readonly divider: string
}

export interface RadiosProps extends GroupProps {
  readonly name: string
  readonly idPrefix?: string
  readonly choices: readonly (Choice | Divider)[]
  readonly value?: string
  readonly inline?: boolean
  readonly small?: boolean
  readonly classes?: string
  readonly attributes?: Attributes
}

/** One answer out of a few. */
export function Radios(props: RadiosProps): JSX.Element {
  const prefix = props.idPrefix ?? props.name
  return (
    <FieldGroup
      {...props}
      id={prefix}
      controls={() => (
        <div
          class={classNames(
            'govuk-radios',
            props.inline && 'govuk-radios--inline',
            props.small && 'govuk-radios--small',
            props.classes,
          )}
          {...props.attributes}
          data-module="govuk-radios"
        >
          {props.group?.before}
          {props.choices.map((choice, index) =>
            'divider' in choice ? (
              <div class="govuk-radios__divider">{choice.divider}</div>
            ) : (
              <Radio
                name={props.name}
                id={choice.id ?? (index === 0 ? prefix : `${prefix}-${index + 1}`)}
                choice={choice}
                checked={choice.checked ?? (Boolean(props.value) && choice.value === props.value)}
              />
            ),
          )}
          {props.group?.after}
        </div>
      )}
    />
  )
}

interface RadioProps {
  readonly name: string
  readonly id: string
  readonly choice: Choice
  readonly checked: boolean
}

function Radio({ name, id, choice, checked }: RadioProps): JSX.Element {
  const hintId = choice.hint ? `${id}-item-hint` : undefined
  const conditionalId = choice.conditional ? `conditional-${id}` : undefined
  return (
    <>
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          id={id}
          name={name}
          type="radio"
          value={choice.value}
          checked={checked}
          disabled={choice.disabled}
          data-aria-controls={conditionalId}
          aria-describedby={hintId}
          {...choice.attributes}
        />
        <Label for={id} label={{ ...choice.label, text: choice.text }} classes="govuk-radios__label" />
        {choice.hint && <Hint id={hintId} hint={choice.hint} classes="govuk-radios__hint" />}
      </div>
      {choice.conditional && (
        <div
          class={classNames('govuk-radios__conditional', !checked && 'govuk-radios__conditional--hidden')}
          id={conditionalId}
        >
          {choice.conditional}
        </div>
      )}
    </>
  )
}
