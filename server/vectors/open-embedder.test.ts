import { expect, test } from 'vitest'
import { assetFromDisk } from '../../test/asset-from-disk'
import { fakeWorkersAi } from '../../test/fakes/workers-ai'
import type { AppError } from '../core/errors'
import { aiModels } from '../vendors/ai'
import { openEmbedder } from './open-embedder'
import { openWords } from './open-words'
import { cosine } from './vector'

const words = () => openWords({ asset: assetFromDisk })

test('without a vendor texts that mean alike lie nearer than others', async () => {
  const embedder = await openEmbedder({ asset: assetFromDisk, ai: null })
  const [nurse, carer, welder] = await embedder.embed(['Hospital nurse', 'Caregiver in a clinic', 'Welder'])
  if (!nurse || !carer || !welder) throw new Error('One vector for each text.')
  expect(cosine(nurse, carer)).toBeGreaterThan(0.3)
  expect(cosine(nurse, carer) ?? 0).toBeGreaterThan((cosine(nurse, welder) ?? 1) + 0.1)
  expect(nurse.model).toBe(embedder.model)
})

test('the same text gives the same bytes, and a text without words gives zeros', async () => {
  const embedder = await openEmbedder({ asset: assetFromDisk, ai: null })
  const [one, again, nothing] = await embedder.embed(['Data engineer', 'data  ENGINEER!', ' — 2024'])
  expect(one?.values).toEqual(again?.values)
  expect(nothing?.values.every((value) => value === 0)).toBe(true)
})

test('where a vendor is bound its model is used, a hundred texts at a time and in order', async () => {
  const binding = fakeWorkersAi(await words())
  const embedder = await openEmbedder({ asset: assetFromDisk, ai: aiModels(binding) })
  const texts = Array.from({ length: 230 }, (_, at) => (at % 2 === 0 ? 'plumber' : 'teacher'))
  const vectors = await embedder.embed(texts)
  expect(binding.calls).toEqual([100, 100, 30])
  expect(vectors).toHaveLength(230)
  expect(vectors[228]?.values).toEqual(vectors[0]?.values)
  expect(vectors[229]?.values).toEqual(vectors[1]?.values)
  expect(vectors[0]?.values).not.toEqual(vectors[1]?.values)
})

test('vectors of two models are never compared', async () => {
  const ours = await openEmbedder({ asset: assetFromDisk, ai: null })
  const theirs = await openEmbedder({ asset: assetFromDisk, ai: aiModels(fakeWorkersAi(await words())) })
  const [one] = await ours.embed(['plumber'])
  const [other] = await theirs.embed(['plumber'])
  if (!one || !other) throw new Error('One vector for each text.')
  expect(cosine(one, other)).toBeNull()
})

test.each([
  ['is away', { away: true }, true],
  ['answers something else', { says: { data: [[]] } }, false],
  ['answers fewer vectors than texts', { says: { data: [[1, 2]] } }, false],
])('a vendor that %s is an upstream failure', async (_, is, retryable) => {
  const embedder = await openEmbedder({ asset: assetFromDisk, ai: aiModels(fakeWorkersAi(await words(), is)) })
  const failure = await embedder.embed(['plumber', 'teacher']).catch((error: AppError) => error)
  expect(failure).toMatchObject({ code: 'upstream_failed', reason: 'workers-ai.failed', retryable })
})
