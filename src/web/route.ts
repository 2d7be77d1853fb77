import type { z } from 'zod'
import type { VNode } from 'preact'
import type { Readable } from 'node:stream'
import type { Language } from '#core/i18n/language.ts'
import type { Sql } from '#core/database/sql.ts'
import type { Problem } from '#core/problem.ts'
import type { Services } from '#core/services.ts'
import type { Caller } from './caller.ts'
import type { Upload } from './input/upload.ts'
import type { Module } from './module.ts'
import type { Move } from './own-file.ts'
import type { View } from './view.ts'
import type { Visitor } from './visitor.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a handler gets besides its input. */
export interface Context extends Services {
  readonly language: Language
  /** Who asks; undefined for a visitor who has not signed in. */
  readonly visitor: Visitor | undefined
  /** From where it is asked. */
  readonly caller: Caller
  /** What a page needs to draw its frame: language, path, form token, notices. */
  readonly view: View
  /** The text fields of this request, as they came. */
  readonly typed: Typed
  /** The files that came with this request; gone when the answer is given. */
  readonly uploads: Readonly<Record<string, Upload>>
  /** The id that logs, problems and the `x-request-id` header share. */
  readonly requestId: string
  /** The name plates of all capabilities, for pages that gather what each hands in. */
  readonly capabilities: readonly Module[]
  /** Makes one file of two, over all capabilities, in the transaction of `sql`. The account `from` is gone afterwards. */
  joinFiles(sql: Sql, residents: Move): Promise<void>
}

/** What a handler gives back. Made by the functions in `#web/answer.ts`. */
export interface Answer {
  readonly status: number
  /** Several values for one name, such as two cookies, are an array. */
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: VNode | string | Uint8Array | Readable | undefined
  /** What a page says, as data: see `#web/machine-face.ts`. */
  readonly data?: unknown
}

/** A field that was not understood: `field` is the name in the form, `message` says what to do about it. */
export interface FieldError {
  readonly field: string
  readonly message: string
}

/** What a person typed, as text, so that a form can be shown again with nothing lost. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * A protocol that others wrote, such as Open311, in whose own form is asked and answered. Who asks proves it by a key among the
 * input: a session counts for nothing, so that a form needs no token and may come from anywhere.
 */
export interface Protocol {
  /** The media types in which a body may be sent. */
  readonly bodyTypes: readonly string[]
  /** The name under which a body is handed on as it came, whatever it is, to be read by the handler. Absent: its members are input. */
  readonly wholeBody?: string
  /** Says what went wrong as the protocol asks. `url` is what was asked, with its query; `errors` are those of the input. */
  failure(
    problem: Problem,
    asked: { readonly url: string; readonly language: Language; readonly errors: readonly FieldError[] },
  ): Answer
}

/**
 * An address of the square, as data. The server, the OpenAPI page and the permission tests read the same value.
 * The input is one object: the parameters in the path, the query (GET, DELETE) and the body (the rest) together.
 * A page has a path that starts with `/:language/`.
 */
export interface Route {
  readonly method: Method
  readonly path: string
  /** A sentence of a few words in English, for the API page. */
  readonly summary: string
  /** The permission that it needs: `anyone`, or a key of the table in `#modules/region/permissions.ts`. */
  readonly may: string
  /**
   * Why its database is not walled to what the visitor may see (`#core/database/walls.ts`), for a route that must look over
   * the walls. Absent: a route that needs a permission is walled.
   */
  readonly unwalled: string | undefined
  readonly input: z.ZodObject | undefined
  /** Words an input error: the messages in the schema are keys that this finds. Absent: the general wording. */
  readonly wording: Wording | undefined
  /**
   * What a JSON answer looks like, for the API description. On a page it declares what the page says as data; the page is then
   * for everybody to find.
   */
  readonly output: z.ZodType | undefined
  /** Largest body in bytes; default 256 kB. */
  readonly bodyBytes: number | undefined
  /** Largest file in a form in bytes; absent: files are not kept. */
  readonly uploadBytes: number | undefined
  /** Absent: the square's own way of asking and answering. */
  readonly protocol: Protocol | undefined
  /** Requests a minute from one address; default 60 for what changes something, 600 for what does not. */
  readonly perMinute: number | undefined
  handle(input: unknown, context: Context): Promise<Answer> | Answer
  /** Shows the form again with what was typed: after an error, or in another language. Pages with a form have it. */
  again: ((typed: Typed, errors: readonly FieldError[], context: Context) => Promise<Answer> | Answer) | undefined
}

/** Finds the text of a message key; the `find` of a catalog. */
export type Wording = (language: Language, key: string) => string | undefined

interface RouteOf<Input extends z.ZodObject, Output> {
  method: Method
  path: string
  summary: string
  may: string
  unwalled?: string
  input?: Input
  wording?: Wording
  output?: z.ZodType<Output>
  bodyBytes?: number
  uploadBytes?: number
  protocol?: Protocol
  perMinute?: number
  handle(input: z.output<Input>, context: Context): Promise<Answer> | Answer
  again?(typed: Typed, errors: readonly FieldError[], context: Context): Promise<Answer> | Answer
}

/** Declares a route. The type of `input` gives the type of what `handle` receives. */
export function route<Input extends z.ZodObject, Output = unknown>(declared: RouteOf<Input, Output>): Route {
  return {
    bodyBytes: undefined,
    uploadBytes: undefined,
    protocol: undefined,
    perMinute: undefined,
    again: undefined,
    unwalled: undefined,
    input: undefined,
    wording: undefined,
    output: undefined,
    ...declared,
    // The server has parsed the input with this route's own schema before it calls.
    handle: (input, context) => declared.handle(input as z.output<Input>, context),
  }
}
