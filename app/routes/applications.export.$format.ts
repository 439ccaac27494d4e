import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'

/** All applications of a person as a file. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { format } = params
  if (format !== 'csv' && format !== 'json') throw Response.json({ status: 404, title: 'Exports are CSV or JSON.' }, { status: 404 })
  const { name, mediaType, body } = await serverApi(context).applications.export({ format })
  return new Response(body, {
    headers: { 'content-type': `${mediaType}; charset=utf-8`, 'content-disposition': `attachment; filename="${name}"` },
  })
}
