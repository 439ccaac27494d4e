import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { answerChange } from '../applications/answer-change.server'
import { readBack } from '../applications/read-back.server'

/** Changes of applications. With scripts the answer is JSON, so that the page need not load anew; without, it is the page one came from. */
export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  const answer = await answerChange(form, serverApi(context).applications)
  if (request.headers.get('accept')?.includes('application/json'))
    return Response.json(answer, { status: answer.ok ? 200 : answer.status, headers: { 'cache-control': 'no-store' } })
  if (!answer.ok) throw Response.json({ status: answer.status, title: answer.error }, { status: answer.status })
  return redirect(readBack(form.get('back'), '/applications'), 303)
}
