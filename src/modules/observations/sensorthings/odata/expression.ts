import type { Geometry } from '../geometry/geometry.ts'

/** A value that stands in a question. Moments in microseconds since 1970. */
export type Literal =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'time'; readonly value: number }
  | { readonly type: 'interval'; readonly from: number; readonly until: number }
  | { readonly type: 'date'; readonly value: string }
  | { readonly type: 'time-of-day'; readonly value: string }
  | { readonly type: 'duration'; readonly microseconds: number }
  | { readonly type: 'geometry'; readonly value: Geometry }

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof COMPARISONS)[number]
export const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'mod'] as const
export type Arithmetic = (typeof ARITHMETIC)[number]

/** A question about an entity, as a tree. */
export type Expression =
  | { readonly kind: 'literal'; readonly literal: Literal }
  /** Names with slashes between them: `Datastream/Thing/properties/floor`. */
  | { readonly kind: 'path'; readonly steps: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly inside: readonly Expression[] }
  | {
      readonly kind: 'binary'
      readonly operator: Comparison | Arithmetic | 'and' | 'or'
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'not'; readonly inside: Expression }
  | { readonly kind: 'minus'; readonly inside: Expression }
