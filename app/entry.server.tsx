import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/cloudflare'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToReadableStream, renderToString } from 'react-dom/server'
import { NonceProvider } from './ui/nonce'

/** Longest time that a deferred part of a page may keep its stream open. */
const ABORT_DELAY_MS = 5_000

/** Draws a page: in one piece when all its data is there, which takes half the time, and as a stream when a part of it is still on its way. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, report }: AppLoadContext,
): Promise<Response> {
  headers.set('Content-Type', 'text/html; charset=utf-8')
  if (!isDeferred(remixContext)) return new Response(await drawWhole(request, remixContext, nonce), { headers, status })
  let finalStatus = status
  const body = await renderToReadableStream(pageOf(request, remixContext, nonce), {
    nonce,
    signal: request.signal,
    onError(error) {
      finalStatus = 500
      if (!request.signal.aborted) report(error)
    },
  })
  if (isbot(request.headers.get('user-agent'))) await body.allReady
  return new Response(body, { headers, status: finalStatus })
}

/** An address that does not exist, or a method that a page does not take, is no news: strangers try them all day. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const isRefusal = isRouteErrorResponse(error) && error.status < 500
  if (!isRefusal && !request.signal.aborted) context.report(error)
}

function pageOf(request: Request, remixContext: EntryContext, nonce: string) {
  return (
    <NonceProvider value={nonce}>
      <RemixServer context={remixContext} url={request.url} abortDelay={ABORT_DELAY_MS} nonce={nonce} />
    </NonceProvider>
  )
}

function isDeferred({ staticHandlerContext }: EntryContext) {
  return Object.values(staticHandlerContext.loaderData).some(
    (data) => typeof data === 'object' && data !== null && Object.values(data).some((value) => value instanceof Promise),
  )
}

/** The page as text, with its data behind it in the scripts by which Remix hands a stream of data to the browser. */
async function drawWhole(request: Request, { serverHandoffStream, ...context }: EntryContext, nonce: string) {
  const page = renderToString(pageOf(request, context, nonce))
  if (!serverHandoffStream || !context.renderMeta?.didRenderScripts) return `<!DOCTYPE html>${page}`
  const data = escapeScript(JSON.stringify(await new Response(serverHandoffStream).text()))
  const give = `const data = window.__remixContext.streamController; data.enqueue(${data}); data.close()`
  return `<!DOCTYPE html>${page}<script nonce="${nonce}">{ ${give} }</script>`
}

const ESCAPES: Record<string, string> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' }
const escapeScript = (json: string) => json.replace(/[<\u2028\u2029]/g, (letter) => ESCAPES[letter] ?? letter)
