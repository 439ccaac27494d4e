import { expect, test } from 'vitest'
import { posts } from '../../db/schema'
import { newWorld } from '../../test/world'
import { detectLeads } from './detect-lead'

test('weights that cannot be read hold a post up, and lose nothing: it is read when they are there again', async () => {
  await using world = await newWorld()
  await world.deliver([
    world.post({ externalId: 'p1', text: 'We are hiring a pastry chef in Lyon. Apply at https://kestrel.example/jobs' }),
  ])
  const ctx = world.as('operator')
  const [post] = await ctx.db.select().from(posts)
  const asset = () => Promise.reject(new Error('no file'))
  await expect(detectLeads({ ...ctx, asset }, [post?.id ?? ''])).rejects.toThrow('no file')
  expect((await ctx.db.select().from(posts))[0]?.readAt).toBeNull()
  await world.settle()
  expect((await ctx.db.select().from(posts))[0]?.readVersion).toBe(1)
})
