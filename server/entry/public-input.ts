import { z } from 'zod'
import { invalid } from '../core/errors'

/** What a request brought, unread. */
export interface RawInput {
  params: Record<string, string>
  query: URLSearchParams
  body: unknown
}

interface Shapes<P, Q, B> {
  params: P | undefined
  query: Q | undefined
  body: B | undefined
}

/**
 * Reads path, query and body by their shapes. An empty value in a query counts as not given.
 * @throws invalid `request.bad-input` that names each parameter that is unknown, given twice, or wrong
 */
export function readInput<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject>(
  shapes: Shapes<P, Q, B>,
  raw: RawInput,
): { params: z.output<P>; query: z.output<Q>; body: z.output<B> } {
  const fields: Record<string, string> = {}
  const read = (shape: z.ZodObject, given: unknown) => {
    const result = shape.safeParse(given)
    if (!result.success) Object.assign(fields, fieldsOf(result.error))
    return result.data
  }
  const query = shapes.query ?? NOTHING
  const params = read(shapes.params ?? NOTHING, raw.params)
  const asked = read(query, collectQuery(query, raw.query, fields))
  const body = shapes.body ? read(shapes.body, raw.body) : {}
  if (Object.keys(fields).length > 0)
    throw invalid('request.bad-input', 'Some of this cannot be used. Correct the marked fields and send it again.', fields)
  // Each was read by its own shape, or has none and is empty, as its type then says.
  return { params: params as z.output<P>, query: asked as z.output<Q>, body: body as z.output<B> }
}

/** The same object with words on each of its fields, and closed to any other. */
export function describeFields<S extends z.core.$ZodLooseShape>(object: z.ZodObject<S>, words: Record<keyof S, string>): z.ZodObject<S> {
  const described = Object.fromEntries(Object.entries(words).map(([name, text]) => [name, fieldOf(object, name).describe(text)]))
  // `words` has each name of the shape exactly once, so this is the same shape with words on it.
  return z.strictObject(described) as unknown as z.ZodObject<S>
}

/** The shape of what takes no parameters. */
export const NOTHING = z.strictObject({})

/** Values by name: a list where the shape takes one, else the one value that was given. */
function collectQuery(shape: z.ZodObject, query: URLSearchParams, fields: Record<string, string>): Record<string, unknown> {
  const collected: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name).filter((value) => value !== '')
    const field = shape.shape[name]
    if (values.length === 0 && field !== undefined) continue
    if (field === undefined || isList(field)) collected[name] = values
    else {
      collected[name] = values[0]
      if (values.length > 1) fields[name] = 'Give this once.'
    }
  }
  return collected
}

function isList(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) return isList(field.def.innerType)
  return field instanceof z.ZodArray
}

function fieldOf(object: z.ZodObject<z.core.$ZodLooseShape>, name: string): z.ZodType {
  const field = object.shape[name]
  if (field instanceof z.ZodType) return field
  throw new TypeError(`There is no field ${name} to describe.`)
}

/** One sentence for each wrong field; unknown ones by their own names. */
function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys) fields[[...issue.path, key].join('.')] = 'There is no such parameter.'
    else fields[issue.path.join('.') || 'body'] ??= messageOf(issue)
  }
  return fields
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int')) return 'Give a whole number.'
  return issue.message
}
