import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare'

/** What another app shared with the installed site. Many put the address into the text. */
export function loader({ request }: LoaderFunctionArgs) {
  const shared = new URL(request.url).searchParams
  const text = shared.get('text') ?? ''
  const url = shared.get('url') || /https?:\/\/\S+/.exec(text)?.[0] || ''
  const next = new URLSearchParams()
  if (url) next.set('url', url)
  const title = shared.get('title')
  if (title) next.set('title', title)
  if (text.trim() && text.trim() !== url) next.set('text', text)
  return redirect(`/applications/new?${next}`)
}
