import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { readBack } from '../applications/read-back.server'
import { answerChange } from '../shortlists/answer-change.server'

/** Changes of a shortlist. With scripts the answer is JSON, so that the page need not load anew; without, it is the page one came from. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const answer = await answerChange(form, serverApi(context).shortlists)
  if (request.headers.get('accept')?.includes('application/json'))
    return Response.json(answer, { status: answer.ok ? 200 : answer.status, headers: { 'cache-control': 'no-store' } })
  if (!answer.ok) throw Response.json({ status: answer.status, title: answer.error }, { status: answer.status })
  return redirect(readBack(form.get('back'), '/'), 303)
}
