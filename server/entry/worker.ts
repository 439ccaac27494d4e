import type { Ctx } from '../core/ctx'
import { newId } from '../core/ids'
import { buildCtx } from './build-ctx'
import { type Env, traceExportOf } from './env'
import { http } from './http'
import { isOurHost } from './our-hosts'
import { answerReady } from './ready-answers'
import { startTrace } from './trace'

export { FeedRoom, HiringRoom, OperatorsRoom, PersonRoom, ShortlistRoom, TextRoom } from '../../party/durable'

/** What nobody waits for is loaded when the first of it comes (docs/decisions/008-what-is-loaded-when.md). */
const tasks = () => import('./tasks')
const cron = () => import('./cron')

const system = { role: 'system', key: 'system', name: 'Numerojobs' } as const

export default {
  fetch: (request, env, execution) =>
    isOurHost(request.url, env)
      ? (answerReady(request, env, execution) ?? http.fetch(request, env, execution))
      : import('./career-answers').then(({ answerCareerHost }) => answerCareerHost(request, env, execution)),

  async queue(batch, env, execution) {
    const { consumeTasks, traceparentsOf } = await tasks()
    const batchSize = { 'messaging.batch.message_count': batch.messages.length }
    await asSystem(env, execution, { name: 'tasks', links: traceparentsOf(batch.messages), attributes: batchSize }, (ctx) =>
      consumeTasks(ctx, batch.messages),
    )
  },

  async email(message, env, execution) {
    const { takeMail } = await import('./take-mail')
    await asSystem(env, execution, { name: 'mail' }, (ctx) => takeMail(ctx, message))
  },

  async scheduled(_event, env, execution) {
    const { runCron } = await cron()
    await asSystem(env, execution, { name: 'cron' }, runCron)
  },
} satisfies ExportedHandler<Env>

/** Work that nobody waits for, with its own request id and trace. */
async function asSystem(
  env: Env,
  execution: ExecutionContext,
  start: { name: string; links?: string[]; attributes?: Record<string, number> },
  work: (ctx: Ctx) => Promise<void>,
): Promise<void> {
  const trace = startTrace({
    ...start,
    kind: 'consumer',
    export: traceExportOf(env),
    waitUntil: (promise) => execution.waitUntil(promise),
  })
  const ctx = buildCtx(env, execution, { actor: system, requestId: newId('request'), trace })
  try {
    await work(ctx)
    trace.end({})
  } catch (error) {
    trace.end({ isError: true })
    throw error
  }
}
