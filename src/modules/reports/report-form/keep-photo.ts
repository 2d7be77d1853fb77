import { Problem } from '#core/problem.ts'
import type { Context, FieldError } from '#web/route.ts'
import { messages } from '../messages.ts'
import { rememberPicture } from '../duplicates/remember-picture.ts'
import type { Draft } from '../store/drafts.ts'

/** The photo that a form has after this request: the new one, the one it had, or none any more (empty text). */
export async function keepPhoto(draft: Draft, context: Context): Promise<{ photo: string; errors: FieldError[] }> {
  const { uploads, files, language } = context
  const kept = context.typed['removePhoto'] === 'yes' ? '' : (draft.answers.photo ?? '')
  const upload = uploads['photo']
  if (upload === undefined) return { photo: kept, errors: [] }
  if (upload.path === undefined)
    return { photo: kept, errors: [{ field: 'photo', message: messages(language)('what.photoTooLarge') }] }
  try {
    const { hash } = await files.addImage(upload.path)
    await rememberPicture(hash, context)
    return { photo: hash, errors: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { photo: kept, errors: [{ field: 'photo', message: error.title(language) }] }
  }
}
