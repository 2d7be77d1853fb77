import { coreRetention } from '#core/retention/core-rules.ts'
import type { RetentionRule } from '#core/retention/retention.ts'
import type { Module } from '../module.ts'

/** How long everything is kept: the rules of all capabilities and those of core. */
export function retentionOf(modules: readonly Module[]): RetentionRule[] {
  return [...modules.flatMap((module) => module.retention ?? []), ...coreRetention]
}
