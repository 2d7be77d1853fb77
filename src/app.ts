import type { Module } from '#web/module.ts'
import { observations } from './modules/observations/module.ts'
import { portal } from './modules/portal/module.ts'
import { region } from './modules/region/module.ts'
import { reports } from './modules/reports/module.ts'

/** The capabilities of the square, each after those that it needs. The only file that knows them all. */
export const modules: readonly Module[] = [region, reports, observations, portal]
