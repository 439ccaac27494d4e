import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { AskImpact } from '../../contract/fairness'
import { myOrganisation } from '../api/my-organisation.server'
import { serverApi } from '../api/server'
import { impactCsv } from '../fairness/impact-csv'

/** A year's report as a file, for an outside auditor. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const { format } = params
  const api = serverApi(context)
  const organisation = await myOrganisation(api, params.id ?? '')
  const query = new URL(request.url).searchParams
  const asked = AskImpact.safeParse({ organisationId: organisation.id, year: query.get('year'), step: query.get('step') ?? undefined })
  if ((format !== 'csv' && format !== 'json') || !asked.success) throw new Response(null, { status: 404 })
  const report = await api.fairness.report(asked.data)
  const body = format === 'csv' ? impactCsv(report) : JSON.stringify(report, null, 2)
  return new Response(body, {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="impact-${report.year}-${report.step}.${format}"`,
      'cache-control': 'private, no-store',
    },
  })
}
