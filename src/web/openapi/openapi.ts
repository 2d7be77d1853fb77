import { z } from 'zod'
import { DataOfPage, isFound, isPage } from '../machine-face.ts'
import type { Route } from '../route.ts'

/** One address of the API, for the description and for the readable page. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly body: object | undefined
  /** Media types in which the body may be sent. */
  readonly bodyTypes: readonly string[]
  /** Whether it answers in the form of a protocol of others, errors too. */
  readonly isForeign: boolean
  readonly output: object | undefined
}
interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly description?: string
  readonly schema: object
}

/** The operations of the API: every route under `/api/`, every address of a protocol of others (`Route.protocol`), every page that has data, every feed, in order of path. */
export function operations(routes: readonly Route[]): Operation[] {
  return routes
    .filter(({ path }) => !path.endsWith('*'))
    .filter(
      (route) =>
        route.path.startsWith('/api/') ||
        route.protocol !== undefined ||
        route.path.endsWith('.atom') ||
        isFound(route),
    )
    .map(operation)
    .toSorted((a, b) => a.path.localeCompare(b.path))
}

/** The OpenAPI 3.1 document of the square (https://spec.openapis.org/oas/v3.1.0), made from the routes themselves. */
export function describeApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, path, summary, parameters, body, bodyTypes, isForeign, output } of operations(routes)) {
    paths[path] ??= {}
    paths[path][method.toLowerCase()] = {
      summary,
      operationId: `${method.toLowerCase()}${path.replace(/[^a-z]+(\w)?/gi, (_match, next: string | undefined) => (next ?? '').toUpperCase())}`,
      parameters,
      ...(body === undefined
        ? {}
        : { requestBody: { content: Object.fromEntries(bodyTypes.map((type) => [type, { schema: body }])) } }),
      responses: {
        200: {
          description: 'The answer',
          ...(output === undefined ? {} : { content: { 'application/json': { schema: output } } }),
        },
        default: isForeign
          ? { description: 'Errors, in the format that was asked for and as the protocol says' }
          : {
              description: 'A problem (RFC 9457)',
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Streekplein',
      version: '0.1.0',
      summary: 'The shared digital square of a region of municipalities',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    paths,
    components: { schemas: { Problem: PROBLEM_SCHEMA } },
  }
}

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Stable name of the problem' },
    title: { type: 'string', description: 'What is wrong, in the language asked for' },
    status: { type: 'integer' },
    instance: { type: 'string', format: 'uri', description: 'The request, as in the header x-request-id' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

function operation({ method, path, summary, input, output, protocol }: Route): Operation {
  const schema = input === undefined ? { properties: {} } : toJsonSchema(input, 'input')
  const properties: Record<string, object> = schema.properties ?? {}
  const required = new Set(schema.required ?? [])
  const inPath = new Set([...path.matchAll(/:(\w+)/g)].map(([, name]) => name))
  const inBody = method !== 'GET' && method !== 'DELETE'

  const parameters = Object.entries(properties)
    .filter(([name]) => inPath.has(name) || !inBody)
    .map(([name, property]): Parameter => {
      const { description, ...rest } = property as { description?: string }
      return {
        name,
        in: inPath.has(name) ? 'path' : 'query',
        required: inPath.has(name) || required.has(name),
        ...(description === undefined ? {} : { description }),
        schema: rest,
      }
    })
  const bodyNames = Object.keys(properties).filter((name) => !inPath.has(name))
  return {
    method,
    path: path.replace(/:(\w+)/g, '{$1}'),
    summary,
    parameters,
    body: inBody
      ? {
          type: 'object',
          properties: Object.fromEntries(bodyNames.map((name) => [name, properties[name]])),
          required: bodyNames.filter((name) => required.has(name)),
        }
      : undefined,
    bodyTypes: protocol?.bodyTypes ?? ['application/json'],
    isForeign: protocol !== undefined,
    output:
      output === undefined
        ? undefined
        : toJsonSchema(isPage(path) ? DataOfPage.extend({ data: output }) : output, 'output'),
  }
}

interface ObjectSchema {
  properties?: Record<string, object>
  required?: string[]
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): ObjectSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest as ObjectSchema
}
