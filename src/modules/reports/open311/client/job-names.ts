/** The job that sends what is due. */
export const SEND = 'reports.send-open311'
