import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { useLoaderData } from '@remix-run/react'
import { buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { Page } from '../ui/page-shell'

const SELECTION_CHARS_MAX = 3_000

/** The bookmark's code. It runs on the page one is on, and only opens ours with what it found there as text. */
export function loader({ context }: LoaderFunctionArgs) {
  const target = JSON.stringify(`${context.ctx.origin}/applications/new?`)
  const code = `(()=>{const q=new URLSearchParams({url:location.href,title:document.title,text:String(getSelection()).slice(0,${SELECTION_CHARS_MAX})});open(${target}+q,'_blank','noopener')})()`
  return { bookmark: `javascript:${encodeURIComponent(code)}` }
}

export const meta: MetaFunction = () => [{ title: 'Save from any page · Numerojobs' }]

export default function ClipPage() {
  const { bookmark } = useLoaderData<typeof loader>()
  return (
    <Page className="py-8">
      <div className="max-w-2xl">
        <h1 className="text-2xl font-semibold tracking-[-0.025em]">Save from any page</h1>
        <p className="mt-2 text-ink-2">
          Drag this button to your bookmarks. On a page with a posting, select its text and press the bookmark: the address, the title and
          what you selected are read here, and you decide what is saved.
        </p>
        <p className="mt-6">
          <a href={bookmark} className={buttonClass({ tone: 'primary', size: 'lg' })}>
            Save to Numerojobs
          </a>
        </p>
        <Card className="mt-6 p-5">
          <h2 className="font-semibold">By hand</h2>
          <p className="mt-1 text-sm text-ink-2">Where bookmarks cannot be dragged, make one yourself and give it this address:</p>
          <textarea
            readOnly
            rows={4}
            aria-label="Address of the bookmark"
            value={bookmark}
            className="mt-2 w-full rounded-md border border-line bg-surface-2 p-2 font-mono text-xs break-all"
          />
          <h2 className="mt-5 font-semibold">On a phone</h2>
          <p className="mt-1 text-sm text-ink-2">
            Install this site to your home screen. It then stands among the apps that you can share a page or a text with.
          </p>
        </Card>
      </div>
    </Page>
  )
}
