/** What the page shows of the OpenAPI document: ready words, so that little travels to the browser. */
export interface ShownDocument {
  version: string
  groups: { name: string; words: string; operations: ShownOperation[] }[]
  shapes: ShownShape[]
}
export interface ShownOperation {
  id: string
  method: string
  path: string
  summary: string
  words: string
  parameters: ShownField[]
  body: ShownField[]
  bodyExample: string | null
  answers: { status: string; words: string; shape: string | null }[]
  example: string
}
export interface ShownField {
  name: string
  /** `path`, `query` or `body`. */
  where: string
  type: string
  isRequired: boolean
  /** As one would write it; `null` when there is none, or it is empty. */
  usual: string | null
  words: string
}
export interface ShownShape {
  name: string
  fields: Omit<ShownField, 'where' | 'usual'>[]
  /** For a shape that is one of several. */
  variants: string[]
}

/** Reads the document into what is shown, group after group in the order of its tags. */
export function readDocument(document: Json): ShownDocument {
  const operations = Object.entries(objectOf(document.paths)).flatMap(([path, item]) =>
    Object.entries(objectOf(item)).map(([method, operation]) => ({
      tag: String(listOf(objectOf(operation).tags)[0]),
      path,
      method,
      operation: objectOf(operation),
    })),
  )
  return {
    version: String(objectOf(document.info).version),
    groups: listOf(document.tags).map((tag) => {
      const { name, description } = objectOf(tag)
      const own = operations.filter((each) => each.tag === name)
      return {
        name: String(name),
        words: textOf(description),
        operations: own.map(({ path, method, operation }) => showOperation(path, method, operation)),
      }
    }),
    shapes: Object.entries(objectOf(objectOf(document.components).schemas)).map(([name, schema]) => showShape(name, objectOf(schema))),
  }
}

function showOperation(path: string, method: string, operation: Json): ShownOperation {
  const body = objectOf(objectOf(objectOf(objectOf(operation.requestBody).content)['application/json']))
  const answers = Object.entries(objectOf(operation.responses)).map(([status, answer]) => {
    const [content] = Object.values(objectOf(objectOf(answer).content))
    const schema = objectOf(objectOf(content).schema)
    return { status, words: textOf(objectOf(answer).description), shape: shapeNameOf(schema), example: objectOf(content).example }
  })
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path: `/v1${path}`,
    summary: textOf(operation.summary),
    words: textOf(operation.description),
    parameters: listOf(operation.parameters).map((parameter) => {
      const { name, in: where, required, schema, description } = objectOf(parameter)
      return showField(String(name), String(where), objectOf(schema), required === true, textOf(description))
    }),
    body: fieldsOf(objectOf(body.schema)).map(({ name, schema, isRequired }) =>
      showField(name, 'body', schema, isRequired, textOf(schema.description)),
    ),
    bodyExample: body.example === undefined ? null : JSON.stringify(body.example, null, 2),
    answers: answers.map(({ status, words, shape }) => ({ status, words, shape })),
    example: JSON.stringify(answers.find(({ status }) => status === '200')?.example, null, 2),
  }
}

function showField(name: string, where: string, schema: Json, isRequired: boolean, words: string): ShownField {
  const usual = schema.default
  const isEmpty = usual === undefined || usual === '' || (Array.isArray(usual) && usual.length === 0)
  return { name, where, type: typeOf(schema), isRequired, usual: isEmpty ? null : JSON.stringify(usual).replaceAll('"', ''), words }
}

function showShape(name: string, schema: Json): ShownShape {
  return {
    name,
    fields: fieldsOf(schema).map((field) => ({
      name: field.name,
      type: typeOf(field.schema),
      isRequired: field.isRequired,
      words: textOf(field.schema.description),
    })),
    variants: listOf(schema.oneOf).map((variant) => textOf(objectOf(objectOf(objectOf(variant).properties).type).const)),
  }
}

function fieldsOf(schema: Json): { name: string; schema: Json; isRequired: boolean }[] {
  const required = listOf(schema.required)
  return Object.entries(objectOf(schema.properties)).map(([name, field]) => ({
    name,
    schema: objectOf(field),
    isRequired: required.includes(name),
  }))
}

/** A schema in a few words: `list of text, at most 20`, `remote | hybrid | onsite`, `Salary or null`. */
function typeOf(schema: Json): string {
  const shape = shapeNameOf(schema)
  if (shape) return shape
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const choices = [...listOf(schema.anyOf), ...listOf(schema.oneOf)].map((choice) => typeOf(objectOf(choice)))
  if (choices.length > 0) return choices.join(' or ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(' or ')
  switch (schema.type) {
    case 'array':
      return `list of ${typeOf(objectOf(schema.items))}${schema.maxItems === undefined ? '' : `, at most ${schema.maxItems}`}`
    case 'integer':
      return `whole number${rangeOf(schema)}`
    case 'number':
      return `number${rangeOf(schema)}`
    case 'boolean':
      return 'true or false'
    case 'string':
      if (schema.format === 'date-time') return 'instant'
      return schema.maxLength === undefined ? 'text' : `text, ${Number(schema.maxLength).toLocaleString('en')} characters at most`
    case 'object':
      return 'object'
    default:
      return schema.type === undefined ? 'anything' : String(schema.type)
  }
}

function rangeOf({ minimum, maximum }: Json): string {
  if (minimum === undefined && maximum === undefined) return ''
  if (maximum === undefined) return ` from ${Number(minimum).toLocaleString('en')}`
  return ` from ${Number(minimum ?? 0).toLocaleString('en')} to ${Number(maximum).toLocaleString('en')}`
}

function shapeNameOf(schema: Json): string | null {
  return typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? null) : null
}

/** The document is our own and of a known form; reading it as plain JSON keeps its many types out of the page. */
type Json = { [name: string]: unknown }

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
