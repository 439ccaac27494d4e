import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { STAGE_GROUPS } from '../../contract/stages'
import { applications } from '../../db/schema'
import { failure, newWorld } from '../../test/world'
import { foldEvents } from './core/fold-events'
import { loadHistories, stateOf } from './record-changes'

const HOUR_MS = 3_600_000
const step = fc.oneof(
  fc.record({ act: fc.constant('move' as const), group: fc.constantFrom(...STAGE_GROUPS), hoursAgo: fc.nat(200) }),
  fc.record({ act: fc.constant('order' as const), isFirst: fc.boolean() }),
  fc.record({ act: fc.constant('update' as const), priority: fc.constantFrom(1, 2, 3, null), title: fc.constantFrom('Baker', 'Cook') }),
  fc.record({ act: fc.constant('tag' as const), tag: fc.constantFrom('a', 'b') }),
  fc.record({ act: fc.constant('remove' as const) }),
  fc.record({ act: fc.constant('restore' as const) }),
  fc.record({ act: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({ act: fc.constant('correct' as const), which: fc.nat(20), hoursAgo: fc.nat(500) }),
)

test('after any changes, undone and corrected ones too, the row is what its history adds up to', async () => {
  await using world = await newWorld()
  const anna = await world.person('Anna')
  const api = anna.api.applications
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const { card } = await api.save({ from: 'form', title: 'Baker' })
      const applicationId = card.id
      for (const drawn of steps) {
        const history = (await loadHistories(anna.ctx.db, [applicationId])).get(applicationId) ?? []
        const at = (hoursAgo: number) => new Date(world.state.now.getTime() - hoursAgo * HOUR_MS).toISOString()
        const now = (await api.get({ applicationId })) ?? card
        const act = async () => {
          switch (drawn.act) {
            case 'move':
              return drawn.group === 'closed'
                ? api.close({ applicationId, outcome: { kind: 'withdrawn' }, happenedAt: at(drawn.hoursAgo) })
                : api.move({ applicationId, to: { group: drawn.group }, happenedAt: at(drawn.hoursAgo) })
            case 'order':
              return api.move({
                applicationId,
                to: { group: now.group, stageId: now.stageId },
                ...(drawn.isFirst ? { afterId: null } : {}),
              })
            case 'update':
              return api.update({ applicationId, change: { priority: drawn.priority, title: drawn.title } })
            case 'tag':
              return api.changeMany({ applicationIds: [applicationId], change: { kind: 'fields', addTags: [drawn.tag] } })
            case 'remove':
              return api.remove({ applicationId })
            case 'restore':
              return api.restore({ applicationId })
            case 'undo':
              return api.undo({ eventId: history[drawn.which % history.length]?.id ?? '' })
            case 'correct':
              return api.correctDate({
                applicationId,
                eventId: history[drawn.which % history.length]?.id ?? '',
                happenedAt: at(drawn.hoursAgo),
              })
            default:
              return drawn satisfies never
          }
        }
        // A rule may refuse; what it says must be a conflict, and nothing is then written.
        await act().catch(async (error) => expect((await failure(Promise.reject(error))).code).toBe('conflict'))
        const [row] = await anna.ctx.db.select().from(applications).where(eq(applications.id, applicationId))
        const events = (await loadHistories(anna.ctx.db, [applicationId])).get(applicationId) ?? []
        expect(row && stateOf(row)).toEqual(foldEvents(events))
        expect(row?.eventSeq).toBe(events.length)
        world.passMs(60_000)
      }
    }),
    { numRuns: 12 },
  )
})
