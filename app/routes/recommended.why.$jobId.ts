import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'
import { JobId } from '../../contract/wire'
import { personFor } from '../api/person.server'
import { serverApi } from '../api/server'

/** Leads to the receipt of a job's score, worked out now. The same facts and weights lead to the same one. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  await personFor(context)
  const jobId = JobId.safeParse(params.jobId)
  if (!jobId.success) throw new Response(null, { status: 404 })
  const { id } = await serverApi(context).matching.explain({ jobId: jobId.data })
  return redirect(`/recommended/receipts/${id}`)
}
