/** Where it is explained how sensors are compared; each topic has its anchor there. */
export const HOW_PATH = '/sensors/how-we-compare'
