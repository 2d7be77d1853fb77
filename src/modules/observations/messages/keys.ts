// Generated from nl.json by build/messages.ts: do not edit.
export interface Keys {

}
