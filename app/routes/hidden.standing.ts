import type { ActionFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { answerSearches } from '../searches/answer-searches.server'
import { changeStanding } from '../searches/change-standing.server'

/** Follows, hides or shows again without leaving the page; without scripts the same forms go to the pages that list these. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const { data: answer, init } = await answerSearches(async () => (await changeStanding(serverApi(context), form)) ?? 'Nothing was asked.')
  return Response.json(answer, { status: init?.status ?? 200, headers: { 'cache-control': 'no-store' } })
}
