import { Problem } from '#core/problem.ts'
import type { Context, FieldError } from '#web/route.ts'
import { messages } from '../messages.ts'
import { rememberPicture } from '../duplicates/remember-picture.ts'
import type { Draft } from '../store/drafts.ts'

/** The photo that a form has after this request: the new one, the one it had, or none any more (empty text). */
export async function keepPhoto(draft: Draft, context: Context): Promise<{ photo: string; errors: FieldError[] }> {
  const kept = context.typed['removePhoto'] === 'yes' ? '' : (draft.answers.photo ?? '')
  const { photo, errors } = await sentPhoto(context)
  if (photo === undefined) return { photo: kept, errors }
  await rememberPicture(photo, context)
  return { photo, errors }
}

/** The picture that came with a form in the field `photo`, kept; without one neither a hash nor errors. */
export async function sentPhoto({
  uploads,
  files,
  language,
}: Pick<Context, 'uploads' | 'files' | 'language'>): Promise<{ photo?: string; errors: FieldError[] }> {
  const upload = uploads['photo']
  if (upload === undefined) return { errors: [] }
  const wrong = (message: string) => ({ errors: [{ field: 'photo', message }] })
  if (upload.path === undefined) return wrong(messages(language)('what.photoTooLarge'))
  try {
    const { hash } = await files.addImage(upload.path)
    return { photo: hash, errors: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return wrong(error.title(language))
  }
}
