import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { isPersonLooking } from '../resumes/is-person-looking'

const HEADERS = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex, nofollow', 'referrer-policy': 'no-referrer' }

/** The page says that it was in sight for a moment. */
export async function action({ params, request, context }: ActionFunctionArgs) {
  await count(request, params.token, context)
  return new Response(null, { status: 204, headers: HEADERS })
}

/** A picture of one clear point, which browsers without scripts load with the page, and previewers do not. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  await count(request, params.token, context)
  return new Response(POINT, { headers: { ...HEADERS, 'content-type': 'image/gif' } })
}

async function count(request: Request, token: string | undefined, context: LoaderFunctionArgs['context']): Promise<void> {
  if (isPersonLooking(request.headers)) await serverApi(context).resumes.countView({ token: token ?? '' })
}

const POINT = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (letter) => letter.charCodeAt(0))
