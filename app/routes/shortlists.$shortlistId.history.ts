import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** The history of a shortlist as a file, without names of candidates. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const file = await serverApi(context).shortlists.export({ shortlistId: params.shortlistId ?? '' })
  return new Response(JSON.stringify(file, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="shortlist-${file.shortlistId}.json"`,
      'cache-control': 'no-store',
    },
  })
}
