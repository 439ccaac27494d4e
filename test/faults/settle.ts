import { roomKey, rooms } from '../../contract/live'
import type { enterAsOperator } from './doors'
import type { Listener } from './listener'
import type { Tables } from './tables'

type Operator = Awaited<ReturnType<typeof enterAsOperator>>

/**
 * Waits until every task is done, every event is with its room, and every listener has heard of all of them.
 * @param isHurried lets a minute pass for what is still open, instead of waiting until leases of killed workers run out
 * @throws when that does not happen in time; the message says what is still open
 */
export async function settle(
  world: { operator: Operator; tables: Tables; listeners: Listener[] },
  { settleMsMax, isHurried }: { settleMsMax: number; isHurried: boolean },
): Promise<void> {
  const until = Date.now() + settleMsMax
  let hurryAt = Date.now() + HURRY_AFTER_MS
  for (;;) {
    const open = await listOpen(world)
    if (open.length === 0) return
    if (Date.now() > until) throw new Error(`Not settled within ${settleMsMax / 1_000} s: ${open.join(', ')}.`)
    if (isHurried && Date.now() > hurryAt) {
      await world.tables.passMinute()
      hurryAt = Date.now() + HURRY_EVERY_MS
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const HURRY_AFTER_MS = 1_000
const HURRY_EVERY_MS = 15_000

async function listOpen({ operator, tables, listeners }: Parameters<typeof settle>[0]): Promise<string[]> {
  const [tasks, outbox] = await Promise.all([operator.countTasks(), tables.outbox()])
  const feedLast = outbox.find(({ room }) => room === roomKey(rooms.jobs))?.seq ?? 0
  return [
    ...(tasks.open > 0 ? [`${tasks.open} tasks are open`] : []),
    ...outbox.flatMap(({ room, unpublished }) => (unpublished > 0 ? [`${unpublished} events wait for ${room}`] : [])),
    ...listeners.flatMap((listener, index) =>
      listener.last() < feedLast ? [`listener ${index + 1} is at ${listener.last()} of ${feedLast}`] : [],
    ),
  ]
}
