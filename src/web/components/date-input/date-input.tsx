import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames, type Attributes } from '../content.ts'
import { FieldGroup, type GroupProps } from '../fieldset/group.tsx'
import { Input } from '../input/input.tsx'

/** One box of a date. */
export interface DatePart {
  readonly name: string
  readonly label?: string
  readonly id?: string
  readonly value?: string
  readonly classes?: string
  /** Whether this part is what is wrong. When no part says so, an error marks all of them. */
  readonly error?: boolean
  readonly inputmode?: 'numeric' | 'text'
  readonly autocomplete?: string
  readonly pattern?: string
  readonly attributes?: Attributes
}

export interface DateInputProps extends GroupProps {
  /** The boxes are named `name-day`, `name-month` and `name-year`; their ids are the same. */
  readonly name: string
  readonly id?: string
  /** Goes before the names of the parts, with a hyphen; default the name, empty for none. */
  readonly namePrefix?: string
  /** Default: day, month and year. */
  readonly parts?: readonly DatePart[]
  /** What was typed, by the name of the part. */
  readonly values?: Readonly<Record<string, string | undefined>>
  readonly classes?: string
  readonly attributes?: Attributes
}

/** A date that somebody knows by heart or reads from a letter. An error about one box is reported for `name-day` … */
export function DateInput(props: DateInputProps): JSX.Element {
  const t = useWords()
  const id = props.id ?? props.name
  const prefix = props.namePrefix ?? props.name
  const parts = props.parts ?? [{ name: 'day' }, { name: 'month' }, { name: 'year' }]
  const labels: Readonly<Record<string, string>> = { day: t('date.day'), month: t('date.month'), year: t('date.year') }
  const blamesOne = parts.some(isBlamed)
  return (
    <FieldGroup
      {...props}
      id={id}
      role="group"
      controls={() => (
        <div class={classNames('govuk-date-input', props.classes)} {...props.attributes} id={id || undefined}>
          {props.group?.before}
          {parts.map((part) => (
            <div class="govuk-date-input__item">
              <Input
                label={{ text: part.label ?? labels[part.name] ?? part.name, classes: 'govuk-date-input__label' }}
                id={part.id ?? `${id}-${part.name}`}
                name={prefix ? `${prefix}-${part.name}` : part.name}
                value={part.value ?? props.values?.[part.name]}
                classes={partClasses(part, Boolean(props.error) && !blamesOne)}
                inputmode={part.inputmode ?? 'numeric'}
                autocomplete={part.autocomplete}
                pattern={part.pattern}
                attributes={part.attributes}
              />
            </div>
          ))}
          {props.group?.after}
        </div>
      )}
    />
  )
}

function isBlamed(part: DatePart): boolean {
  return part.error === true || (part.classes ?? '').includes('govuk-input--error')
}

function partClasses(part: DatePart, blameAll: boolean): string | undefined {
  const own = part.classes ?? ''
  const isMarked = isBlamed(part) || (blameAll && part.error !== false)
  return classNames(
    'govuk-date-input__input',
    isMarked && !own.includes('govuk-input--error') && 'govuk-input--error',
    !own.includes('govuk-input--width-') && (part.name === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'),
    own,
  )
}
