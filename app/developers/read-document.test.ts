import { expect, test } from 'vitest'
import { publicDocument } from '../../server/entry/public-document'
import { readDocument } from './read-document'

const shown = readDocument({ ...publicDocument('https://numerojobs.example') })

test('every operation is shown under its tag, with an answer to look at', () => {
  const operations = shown.groups.flatMap((group) => group.operations)
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /v1/jobs',
    'GET /v1/jobs/facets',
    'GET /v1/jobs/{id}',
    'GET /v1/jobs/{id}/similar',
    'POST /v1/jobs/{id}/report',
    'GET /v1/companies/{slug}',
    'POST /v1/posts/preview',
    'GET /v1/live/ticket',
    'GET /v1/live/events',
    'POST /v1/auth/register',
    'POST /v1/auth/verify',
    'POST /v1/auth/login',
    'POST /v1/auth/refresh',
    'POST /v1/auth/logout',
    'GET /v1/auth/sessions',
    'DELETE /v1/auth/sessions/{id}',
    'GET /v1/people/me',
    'PATCH /v1/people/me',
    'GET /v1/people/{id}',
    'GET /v1/openapi.json',
  ])
  for (const operation of operations) {
    expect(operation.summary && operation.words && operation.example, operation.id).toBeTruthy()
    for (const field of [...operation.parameters, ...operation.body]) expect(field.words, `${operation.id} ${field.name}`).not.toBe('')
  }
})

test('types and usual values are said in words', () => {
  const search = shown.groups[0]?.operations[0]
  const fieldOf = (name: string) => search?.parameters.find((field) => field.name === name)
  expect(fieldOf('q')).toMatchObject({ type: 'text, 200 characters at most', usual: null, isRequired: false, where: 'query' })
  expect(fieldOf('limit')).toMatchObject({ type: 'whole number from 1 to 100', usual: '20' })
  expect(fieldOf('sort')).toMatchObject({ type: 'relevance | newest | pay', usual: 'relevance' })
  const card = shown.shapes.find(({ name }) => name === 'JobCard')
  expect(card?.fields.find(({ name }) => name === 'salary')?.type).toBe('Salary or null')
  expect(card?.fields.find(({ name }) => name === 'foundAt')?.type).toBe('instant')
  // What only operators hear of is not promised to anybody.
  expect(shown.shapes.find(({ name }) => name === 'JobEvent')?.variants).toEqual(['job.opened', 'job.changed', 'job.closed'])
})

test('each shape that is named has its fields explained', () => {
  for (const shape of shown.shapes) {
    expect(shape.fields.length + shape.variants.length, shape.name).toBeGreaterThan(0)
    for (const field of shape.fields) expect(field.words, `${shape.name}.${field.name}`).not.toBe('')
  }
})
