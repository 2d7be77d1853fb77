import type { JSX } from 'preact'
import { Button } from '#web/components/button/button.tsx'
import { Form } from '#web/components/form/form.tsx'
import type { View } from '#web/view.ts'

interface LettersFormProps {
  readonly view: View
  readonly isConfirmed: boolean
  /** About how many things the address gets letters. */
  readonly count: number
  readonly words: { readonly confirm: string; readonly stop: string; readonly stopAll: string }
}

/** Confirms letters that somebody asked for (`answer=confirm`), or ends them (`stop`, `stop-all` where there are more). */
export function LettersForm({ view, isConfirmed, count, words }: LettersFormProps): JSX.Element {
  return (
    <Form view={view}>
      {isConfirmed ? (
        <div class="govuk-button-group">
          <Button kind="secondary" name="answer" value="stop">
            {words.stop}
          </Button>
          {count > 1 && (
            <Button kind="secondary" name="answer" value="stop-all">
              {words.stopAll}
            </Button>
          )}
        </div>
      ) : (
        <Button name="answer" value="confirm">
          {words.confirm}
        </Button>
      )}
    </Form>
  )
}
