/** Where datastreams are put beside each other. */
export const COMPARE_PATH = '/sensors/compare'
