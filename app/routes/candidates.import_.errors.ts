import { type ActionFunctionArgs, redirect } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { readImportForm } from '../hiring/read-import-form.server'

/** Whoever opens the address has no file in hand. */
export const loader = () => redirect('/candidates/import')

/** The rows that an import leaves out, with their reasons, as a file. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { input } = readImportForm(await request.formData())
  const { csv } = await serverApi(context).candidates.importErrors(input)
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="candidates-to-correct.csv"',
      'cache-control': 'private, no-store',
    },
  })
}
