/** The job that asks other systems; whoever changes a connector lets it run at once. */
export const PULL = 'observations.pull'
