import { type ActionFunctionArgs, data, redirect } from '@remix-run/cloudflare'
import { textOf } from '../account/form-answer'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'

/** The person answers an employer. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const applicationId = params.id ?? ''
  const form = await request.formData()
  try {
    await serverApi(context).conversations.answer({ applicationId, text: textOf(form, 'text'), batchId: textOf(form, 'batchId') })
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return data({ error: problemSentence(problem) }, problem.status)
  }
  return redirect(`/applications/${applicationId}#messages`, 303)
}
