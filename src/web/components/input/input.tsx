import type { JSX } from 'preact'
import { classNames, phrase, type Attributes, type Content, type Phrase } from '../content.ts'
import { Field, type FieldProps } from '../field/field.tsx'

export interface InputProps extends FieldProps {
  readonly type?:
    | 'text'
    | 'email'
    | 'tel'
    | 'url'
    | 'search'
    | 'number'
    | 'password'
    | 'date'
    | 'time'
    | 'datetime-local'
  readonly value?: string
  /** Width in characters: an answer of known length looks like it. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  /** What the browser may fill in (HTML "autofill detail tokens"): WCAG 1.3.5 asks it for data about oneself. */
  readonly autocomplete?: string
  readonly autocapitalize?: 'none' | 'off' | 'on' | 'sentences' | 'words' | 'characters'
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  readonly pattern?: string
  readonly spellcheck?: boolean
  readonly prefix?: Content | Phrase
  readonly suffix?: Content | Phrase
  readonly wrapper?: { readonly classes?: string; readonly attributes?: Attributes }
}

/** One line of text. */
export function Input(props: InputProps): JSX.Element {
  const { group } = props
  const id = props.id ?? props.name
  const isWrapped = Boolean(props.prefix || props.suffix || group?.before || group?.after)
  const control = (describedBy: string | undefined) => (
    <input
      {...({ type: props.type ?? 'text' } as { type: 'text' })}
      class={classNames(
        'govuk-input',
        props.width && `govuk-input--width-${props.width}`,
        props.classes,
        Boolean(props.error) && 'govuk-input--error',
      )}
      id={id}
      name={props.name}
      spellcheck={props.spellcheck}
      value={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy}
      autocomplete={props.autocomplete}
      autocapitalize={props.autocapitalize}
      pattern={props.pattern}
      inputmode={props.inputmode}
      {...props.attributes}
    />
  )
  if (!isWrapped) return <Field {...props} id={id} control={control} />
  return (
    <Field
      {...props}
      id={id}
      group={{ classes: group?.classes, attributes: group?.attributes }}
      control={(describedBy) => (
        <div class={classNames('govuk-input__wrapper', props.wrapper?.classes)} {...props.wrapper?.attributes}>
          {group?.before}
          {props.prefix && <Affix place="prefix" affix={props.prefix} />}
          {control(describedBy)}
          {props.suffix && <Affix place="suffix" affix={props.suffix} />}
          {group?.after}
        </div>
      )}
    />
  )
}

/** A unit or sign beside the control. Hidden from screen readers: the label must say it too. */
function Affix({ place, affix }: { place: 'prefix' | 'suffix'; affix: Content | Phrase }): JSX.Element {
  const said = phrase(affix)
  return (
    <div class={classNames(`govuk-input__${place}`, said.classes)} aria-hidden="true" {...said.attributes}>
      {said.text}
    </div>
  )
}
