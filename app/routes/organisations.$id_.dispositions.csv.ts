import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { dispositionCsv } from '../hiring/disposition-csv'
import { periodOf } from '../hiring/period-of'

/** Why applications ended, as a file. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const period = periodOf(new URL(request.url).searchParams, context.ctx.now())
  const report = await api.hiring.dispositions({ organisationId: organisation.id, ...period })
  return new Response(dispositionCsv(report), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="endings-${report.from}-${report.until}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
