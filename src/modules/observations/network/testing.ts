import { addStaff, createSignInLink, type Role } from '#modules/region/public.ts'
import type { TestSquare, TestVisitor } from '#web/testing.ts'

/** Somebody of the staff of a body, signed in. */
export async function signedIn(square: TestSquare, body: string, role: Role): Promise<TestVisitor> {
  const visitor = square.visitor()
  const person = await addStaff(square.services, { name: `${role} of ${body}`, email: null, body, role })
  await visitor.signIn(await createSignInLink(square.services, person))
  return visitor
}
