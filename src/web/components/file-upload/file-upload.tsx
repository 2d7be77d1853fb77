import type { JSX } from 'preact'
import { classNames } from '../content.ts'
import { Field, type FieldProps } from '../field/field.tsx'

export interface FileUploadProps extends FieldProps {
  /** Media types or endings, as in `image/*,.pdf`. The server checks again. */
  readonly accept?: string
  readonly multiple?: boolean
  /** Opens the camera at once on a phone: `environment` is the one at the back. */
  readonly capture?: 'environment' | 'user'
}

/** A file from the device of the person. The form around it needs `files`. */
export function FileUpload(props: FileUploadProps): JSX.Element {
  const id = props.id ?? props.name
  return (
    <Field
      {...props}
      id={id}
      control={(describedBy) => (
        <input
          class={classNames('govuk-file-upload', props.classes, Boolean(props.error) && 'govuk-file-upload--error')}
          id={id}
          name={props.name}
          type="file"
          accept={props.accept}
          capture={props.capture}
          disabled={props.disabled}
          multiple={props.multiple}
          aria-describedby={describedBy}
          {...props.attributes}
        />
      )}
    />
  )
}
