/**
 * Where somebody goes after signing in: the page that they asked for. Only a page of this square, never another site
 * (`//elsewhere`, `/\elsewhere`), and never a page that signs in or out.
 */
export function nextPath(asked: string | undefined, otherwise: string): string {
  const isOurs = /^\/(nl|fr|en|de)(\/\w[\w.-]*)*(\?[\w=&%.,+-]*)?$/.test(asked ?? '')
  const isDoor = /^\/\w\w\/sign-(in|out)\b/.test(asked ?? '')
  return asked !== undefined && isOurs && !isDoor ? asked : otherwise
}
