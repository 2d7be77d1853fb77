import type { VNode } from 'preact'
import { FileUpload } from './file-upload.tsx'

export const examples: Record<string, () => VNode> = {
  'a photo': () => (
    <FileUpload
      name="file-photo"
      label="Een foto (mag, hoeft niet)"
      hint="Zonder mensen of nummerplaten."
      accept="image/*"
    />
  ),
  'a file that is too large': () => (
    <FileUpload name="file-plan" label="Je plan" error="Het bestand is te groot. Kies er een van ten hoogste 10 MB." />
  ),
}
