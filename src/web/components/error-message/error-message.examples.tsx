import type { VNode } from 'preact'
import { ErrorMessage } from './error-message.tsx'

export const examples: Record<string, () => VNode> = {
  'what to do about it': () => <ErrorMessage id="message-note" error="Schrijf ten minste 10 tekens." />,
}
