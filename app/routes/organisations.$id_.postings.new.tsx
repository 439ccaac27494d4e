import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'

/** A new posting begins with a button, which makes the draft that saves itself. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(`/organisations/${params.id}/postings`)
}
