import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { fileResponse } from '../applications/file-response.server'

/** One interview as a calendar file: `/interviews/<id>.ics`. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  return fileResponse(await serverApi(context).interviews.file({ interviewId: (params.file ?? '').replace(/\.ics$/, '') }))
}
