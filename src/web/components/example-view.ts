import type { View } from '#web/view.ts'

/** A view for examples and tests: a Dutch page, nobody signed in, nothing to tell. */
export function exampleView(changes: Partial<View> = {}): View {
  return {
    language: 'nl',
    path: '/examples',
    baseUrl: 'https://streekplein.example',
    search: '',
    formToken: 'example-token',
    visitor: undefined,
    demo: false,
    savesData: false,
    assets: { 'square.css': '/assets/square.css' },
    notice: undefined,
    ...changes,
  }
}
