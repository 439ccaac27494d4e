import type { ActionFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { answerDecision } from '../operators/answer-decision.server'

/** A decision from an open queue: the same form and the same answer as without scripts, as JSON, so that the page need not load anew. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { answer, status } = await answerDecision(await request.formData(), serverApi(context).leads)
  return Response.json(answer, { status, headers: { 'cache-control': 'no-store' } })
}
