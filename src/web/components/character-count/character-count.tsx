import type { JSX } from 'preact'
import { useWords } from '#web/reading-language.ts'
import { classNames } from '../content.ts'
import { Hint } from '../hint/hint.tsx'
import { Textarea, type TextareaProps } from '../textarea/textarea.tsx'

export interface CharacterCountProps extends TextareaProps {
  /** The most that is accepted. More can be typed: the answer says so, instead of losing what was pasted. */
  readonly limit: number
  /** What is counted; default characters. */
  readonly unit?: 'characters' | 'words'
  /** Replaces "You can enter up to … characters". */
  readonly limitText?: string
}

/** Several lines of text that may not be longer than a limit, said below it. */
export function CharacterCount({ limit, unit, limitText, ...props }: CharacterCountProps): JSX.Element {
  const t = useWords()
  const id = props.id ?? props.name
  const said = limitText ?? (unit === 'words' ? t('count.words', { limit }) : t('count.characters', { limit }))
  return (
    <Textarea
      {...props}
      id={id}
      describedBy={`${id}-info`}
      classes={classNames('govuk-js-character-count', props.classes)}
      group={{
        classes: classNames('govuk-character-count', props.group?.classes),
        attributes: {
          'data-module': 'govuk-character-count',
          'data-maxlength': limit,
          'data-count-type': unit,
          ...props.group?.attributes,
        },
        before: props.group?.before,
        after: (
          <>
            <Hint id={`${id}-info`} hint={said} classes="govuk-character-count__message" />
            {props.group?.after}
          </>
        ),
      }}
    />
  )
}
