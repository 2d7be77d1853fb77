/** Where everybody reads how values are tested, after the language. */
export const METHOD_PATH = '/sensors/method'
