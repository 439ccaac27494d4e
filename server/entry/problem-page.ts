import type { Problem } from '../../contract/errors'
import type { HttpContext } from './http-context'

interface Surroundings {
  stylesheet: string
  nonce: string
  /** Path and query of what was asked for, to try again. */
  here: string
}

/**
 * A page about a failure that came before any page could be rendered: the limit, a refused origin, a fault of ours.
 * It asks no database and no script, and looks as the app's own pages do (`app/problems/problem-page.tsx`), by the same stylesheet.
 */
export function problemPage(problem: Problem, { stylesheet, nonce, here }: Surroundings): string {
  const { heading, words, mayTryAgain } = wordsFor(problem)
  const tone = problem.status >= 500 ? 'bg-bad-soft text-bad' : 'bg-surface-2 text-ink-2'
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(heading)} · Numerojobs</title>
<script nonce="${nonce}">${APPLY_THEME}</script>
<link rel="stylesheet" href="${escapeHtml(stylesheet)}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body class="font-sans">
<div class="flex min-h-dvh flex-col">
<header class="border-b border-line"><div class="mx-auto flex h-14 max-w-[80rem] items-center px-4 sm:px-6">
<a href="/" aria-label="Numerojobs, home" class="mr-auto inline-flex items-center rounded-md no-underline"><span class="inline-flex items-center gap-2 text-lg font-semibold tracking-[-0.025em] text-ink"><img src="/favicon.svg" alt="" width="28" height="28" class="size-7">numerojobs</span></a>
</div></header>
<main id="main" class="py-10">
<div class="mx-auto flex max-w-md flex-col items-center px-4 py-14 text-center">
<span class="mb-4 inline-flex size-12 items-center justify-center rounded-xl ${tone}"><svg viewBox="0 0 24 24" class="size-6" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${problem.status === 429 ? CLOCK : WARNING}"/></svg></span>
<h1 class="text-xl font-semibold">${escapeHtml(heading)}</h1>
<div class="mt-2 text-ink-2"><p>${escapeHtml(words)}</p>${problem.status >= 500 ? `<p class="mt-3 font-mono text-xs text-ink-3">${escapeHtml(problem.requestId)}</p>` : ''}</div>
<div class="mt-6 flex flex-wrap justify-center gap-3">${mayTryAgain ? button(here, 'Try again', 'bg-accent text-on-accent hover:bg-accent-strong border-transparent') : ''}${button('/', 'First page', 'bg-surface text-ink border-line hover:bg-surface-2 hover:border-line-strong shadow-low')}</div>
</div>
</main>
</div>
</body>
</html>`
}

/** Whether a person's browser asks for a page here, and not a program for data. */
export function wantsPage(c: HttpContext): boolean {
  return /\btext\/html\b/.test(c.req.header('accept') ?? '') && !PROGRAM_DOORS.test(c.req.path)
}

const PROGRAM_DOORS = /^\/(?:v1|trpc|webhooks|parties|health|metrics|auth)(?:\/|$)|\.data$/

function wordsFor({ status, title, retryAfterS }: Problem): { heading: string; words: string; mayTryAgain: boolean } {
  switch (status) {
    case 429:
      return {
        heading: 'A little too fast',
        words: `Wait ${retryAfterS ?? 60} seconds, then try again. Nothing is lost.`,
        mayTryAgain: true,
      }
    case 401:
      return { heading: 'Sign in to see this page', words: title, mayTryAgain: true }
    case 403:
      return { heading: 'This was not let through', words: title, mayTryAgain: false }
    case 404:
      return {
        heading: 'There is nothing at this address',
        words: 'The address may be mistyped, or what was here has another one now.',
        mayTryAgain: false,
      }
    default:
      return status >= 500
        ? { heading: 'This did not work, and it is our fault', words: 'Nothing is lost. Try again in a moment.', mayTryAgain: true }
        : { heading: 'That request does not work', words: title, mayTryAgain: false }
  }
}

const button = (href: string, words: string, look: string) =>
  `<a href="${escapeHtml(href)}" class="inline-flex items-center justify-center gap-2 border font-medium whitespace-nowrap no-underline transition-colors duration-150 select-none min-h-10 px-4 text-base rounded-md ${look}">${words}</a>`

/** The reader's own choice, as every page applies it before anything is drawn. */
const APPLY_THEME = `try{var t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`
const CLOCK = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2'
const WARNING = 'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter)
