import type { ActionFunctionArgs } from '@remix-run/cloudflare'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'
import { answerOperation } from '../applications/answer-operation.server'

/** Takes what was done without a network, one operation at a time. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { id, timeZone } = await personFor(context)
  const asked = { id, timeZone, now: context.ctx.now() }
  const answer = await answerOperation(serverApi(context), asked, await request.json().catch(() => null))
  return Response.json(answer, { status: answer.ok ? 200 : answer.status, headers: { 'cache-control': 'no-store' } })
}
