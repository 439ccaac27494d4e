import { type ActionFunctionArgs, json } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { problemSentence, readProblem } from '../problems/read-problem.server'

/** Opens a text that several people type in, and takes in what one of them typed. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  const { texts } = serverApi(context)
  const id = params.id ?? ''
  const form = await request.formData()
  try {
    return json(
      form.get('intent') === 'save' ? await texts.save({ id, update: String(form.get('update') ?? '') }) : await texts.open({ id }),
    )
  } catch (thrown) {
    const problem = await readProblem(thrown)
    return json({ message: problemSentence(problem) }, problem.status)
  }
}
