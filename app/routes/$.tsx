import type { LoaderFunctionArgs } from '@remix-run/cloudflare'

/** Every address that no other route knows. */
export function loader(_: LoaderFunctionArgs): never {
  throw new Response(null, { status: 404 })
}

export default function NotFound() {
  return null
}
