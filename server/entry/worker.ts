import { newId } from '../core/ids'
import { buildCtx } from './build-ctx'
import { runCron } from './cron'
import type { Env } from './env'
import { http } from './http'
import { consumeTasks } from './tasks'

export { FeedRoom, OperatorsRoom } from '../../party/durable'

const system = { role: 'system', key: 'system', name: 'Numerojobs' } as const

export default {
  fetch: http.fetch,

  async queue(batch, env, execution) {
    const ctx = buildCtx(env, execution, { actor: system, requestId: newId('request') })
    await consumeTasks(ctx, batch.messages)
  },

  async scheduled(_event, env, execution) {
    await runCron(buildCtx(env, execution, { actor: system, requestId: newId('request') }))
  },
} satisfies ExportedHandler<Env>
