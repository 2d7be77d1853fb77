import type { VNode } from 'preact'
import { Hint } from './hint.tsx'

export const examples: Record<string, () => VNode> = {
  'help with a question': () => <Hint id="hint-number" hint="Het staat rechts boven op de brief." />,
}
