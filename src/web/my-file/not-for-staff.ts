import { Problem } from '#core/problem.ts'
import { messages } from './messages.ts'

/** The permission of who has a file. */
export const FILE_OWN = 'file.own'

/** Somebody of the staff asks for "my file": a colleague is also somebody's neighbour, and opens it as a resident. */
export function notForStaff(): Problem {
  return new Problem('file-of-resident', 403, messages.say('notForStaff'), { help: messages.say('notForStaffHelp') })
}
