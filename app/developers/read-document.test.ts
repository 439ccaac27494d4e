import { expect, test } from 'vitest'
import { publicDocument } from '../../server/entry/public-document'
import { publicRoutes } from '../../server/entry/public-routes'
import { readDocument } from './read-document'

const shown = readDocument({ ...publicDocument('https://numerojobs.example') })

test('every operation is shown under its tag, with an answer to look at', () => {
  const operations = shown.groups.flatMap((group) => group.operations)
  const promised = publicRoutes.map(({ method, path }) => `${method.toUpperCase()} /v1${path}`)
  expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(promised.sort())
  expect(promised).toContain('GET /v1/jobs')
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
