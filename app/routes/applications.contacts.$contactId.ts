import type { LoaderFunctionArgs } from '@remix-run/cloudflare'
import { serverApi } from '../api/server'
import { fileResponse } from '../applications/file-response.server'

/** A contact as a vCard, for an address book. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  return fileResponse(await serverApi(context).contacts.card({ contactId: params.contactId ?? '' }))
}
