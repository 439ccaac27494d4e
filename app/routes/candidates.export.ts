import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { readViewSettings } from '../../server/hiring/core/view-settings'
import { myHiring } from '../api/my-hiring.server'
import { serverApi } from '../api/server'
import { filtersOf, sortOf } from '../hiring/candidate-filters'

/** Everybody who stands in a view of candidates, as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = serverApi(context)
  const asked = new URL(request.url).searchParams
  const { organisation } = await myHiring(api, asked.get('organisation'))
  if (!organisation) throw new Response(null, { status: 404 })
  const settings = readViewSettings(asked)
  const query = settings.q !== undefined && settings.q.length >= 2 ? { query: settings.q } : {}
  const { csv } = await api.candidates.export({ organisationId: organisation.id, ...filtersOf(settings), sort: sortOf(settings), ...query })
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="candidates-${organisation.slug}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
