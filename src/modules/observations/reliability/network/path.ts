/** Where it is said how many sensors may be used for a question. */
export const NETWORK_PATH = '/sensors/network-report'
