/** A letter for who did not get it: links that open an account or the page of a report are left out. */
export function withoutKeys<Kept extends { readonly text: string }>(letter: Kept): Kept {
  return { ...letter, text: letter.text.replace(/\/(sign-in|follow)\/[\w-]+/g, '/$1/…') }
}
