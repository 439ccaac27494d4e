import interFont from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare'
import { Links, Meta, Outlet, ScrollRestoration, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { accountNotice } from './api/account-notice.server'
import { whoAsks } from './api/who-asks.server'
import { revalidatesWhenSent } from './offline/revalidates-when-sent'
import { ProblemPage } from './problems/problem-page'
import { LateScripts } from './shell/late-scripts'
import { SiteShell } from './shell/site-shell'
import stylesheet from './tailwind.css?url'
import { useNonce } from './ui/nonce'
import { ThemeScript } from './ui/theme'
import { NowProvider } from './ui/time-ago'

export const links: LinksFunction = () => [
  // Before the font: nothing is drawn without the stylesheet, while text is drawn without Inter.
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'preload', href: interFont, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/icon-192.png' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

export const meta: MetaFunction = () => [{ title: 'Numerojobs' }]

export async function loader({ context }: LoaderFunctionArgs) {
  return { now: context.ctx.now().toISOString(), origin: context.ctx.origin, notice: await accountNotice(context), ...whoAsks(context) }
}

export const shouldRevalidate = revalidatesWhenSent

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const root = useRouteLoaderData<typeof loader>('root')
  const noticeName = root?.person ? 'Your account' : 'Notice'
  return (
    // The theme is set before hydration and a browser hides nonces: both differ on purpose.
    <html lang="en" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#fafbf8" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0c1110" media="(prefers-color-scheme: dark)" />
        <ThemeScript />
        <Meta />
        <Links />
      </head>
      <body className="font-sans">
        <NowProvider value={root?.now}>
          <SiteShell isOperator={root?.isOperator ?? false} person={root?.person ?? null} lookingAs={root?.lookingAs ?? null}>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: Words of ours and a date, made on the server so that no page carries script for them. */}
            {root?.notice ? <aside aria-label={noticeName} className="notice" dangerouslySetInnerHTML={{ __html: root.notice }} /> : null}
            {children}
          </SiteShell>
        </NowProvider>
        <ScrollRestoration nonce={nonce} />
        <LateScripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  return <ProblemPage error={useRouteError()} />
}
