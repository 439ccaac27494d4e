import type { JobCard } from '../../contract/jobs'
import type { CareerPage } from '../../contract/postings'
import { jobPath } from '../jobs/core/job-path'
import { payOf } from './pay-of'

/** Where a career page stands beside our own pages, and how it looks there. */
export interface CareerPlace {
  /** Our own address, where jobs are read and applied for. */
  origin: string
  /** The page's one address for search engines. */
  canonical: string
  /** Its feeds stand below this. */
  feeds: string
  /** In a frame of another site: links leave the frame, and the page says how high it is. */
  isFrame: boolean
  /** `auto` is as the reader's system says. */
  theme: 'light' | 'dark' | 'auto'
}

/**
 * A career page as one document without scripts, fonts or pictures, for hosts of employers and frames on their sites: nothing of the product but
 * the openings. What people wrote is text in it, never markup.
 */
export function writeCareerDocument(page: CareerPage, place: CareerPlace): string {
  const { origin, canonical, feeds, isFrame, theme } = place
  const title = `Careers at ${page.name}`
  const places = [...new Set(page.jobs.map(placeOf))].sort()
  const lists = places.map((name, index) => {
    const lines = page.jobs.filter((job) => placeOf(job) === name).map((job) => lineOf(job, origin, isFrame))
    return `<section aria-labelledby="p${index}"><h2 id="p${index}">${escapeHtml(name)}</h2><ul>${lines.join('')}</ul></section>`
  })
  const verified = page.verifiedDomain === null ? '' : `<p class="proof">Verified: ${escapeHtml(page.verifiedDomain)}</p>`
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(page.intro.slice(0, 160) || `Open jobs at ${page.name}.`)}">
${isFrame ? '<meta name="robots" content="noindex">\n' : ''}<link rel="canonical" href="${escapeHtml(canonical)}">
<link rel="alternate" type="application/rss+xml" title="${escapeHtml(title)}" href="${escapeHtml(`${feeds}/feed.xml`)}">
<link rel="alternate" type="application/feed+json" title="${escapeHtml(title)}" href="${escapeHtml(`${feeds}/feed.json`)}">
<style>${CAREER_STYLE}</style>
</head>
<body>
<main aria-labelledby="title" data-accent="${page.accent}">
<header><span class="letters" aria-hidden="true">${escapeHtml(page.letters)}</span><h1 id="title">${escapeHtml(title)}</h1>${
    page.intro ? `<p class="intro">${escapeHtml(page.intro)}</p>` : ''
  }${verified}</header>
${lists.length > 0 ? lists.join('\n') : '<p>Nothing is open now. Come back later, or follow the feed of this page.</p>'}
<footer><a href="${escapeHtml(`${feeds}/feed.xml`)}"${leaving(isFrame)}>Feed of these jobs</a> · <a href="${escapeHtml(origin)}"${leaving(isFrame)}>Numerojobs</a></footer>${isFrame ? '<p id="opens" hidden>Opens in a new tab.</p>' : ''}
</main>
${isFrame ? '<script src="/careers/frame.js" defer></script>\n' : ''}</body>
</html>
`
}

/** The page that says that a host shows nothing, or that nothing stands at a path of it. */
export function writeMissingDocument(words: { title: string; text: string; link: string | null }): string {
  const link = words.link === null ? '' : `<p><a href="${escapeHtml(words.link)}">To the open jobs</a></p>`
  return `<!doctype html>
<html lang="en" data-theme="auto">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(words.title)}</title><style>${CAREER_STYLE}</style></head>
<body><main><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.text)}</p>${link}</main></body>
</html>
`
}

/**
 * Both halves of a frame's height, in one script that we serve: within the frame it says how high its page is; on the page around it, it makes
 * the frame so high. Without it the frame keeps its height and scrolls. Nothing but a number crosses.
 */
export function writeFrameScript(origin: string): string {
  return `(function () {
  var kind = 'numerojobs.careers.height'
  if (window.parent !== window && location.origin === ${JSON.stringify(origin)}) {
    var told = 0
    var tell = function () {
      var height = Math.ceil(document.documentElement.getBoundingClientRect().height)
      if (height !== told) window.parent.postMessage({ type: kind, height: (told = height) }, '*')
    }
    new ResizeObserver(tell).observe(document.documentElement)
    tell()
    return
  }
  addEventListener('message', function (event) {
    if (event.origin !== ${JSON.stringify(origin)} || !event.data || event.data.type !== kind) return
    var height = Math.min(Math.max(Number(event.data.height) || 0, 120), 20000)
    document.querySelectorAll('iframe').forEach(function (frame) {
      if (frame.contentWindow === event.source) frame.style.height = height + 'px'
    })
  })
})()
`
}

/** JSON Feed 1.1 of the openings. */
export function writeJsonFeed(page: CareerPage, { origin, home, self }: { origin: string; home: string; self: string }): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: `Careers at ${page.name}`,
    home_page_url: home,
    feed_url: self,
    description: page.intro || undefined,
    language: 'en',
    items: page.jobs.map((job) => ({
      id: `${origin}/jobs/${job.id}`,
      url: origin + jobPath(job),
      title: job.title,
      content_text: factsOf(job).join(' · ') || job.title,
      date_published: job.foundAt,
      tags: job.skills,
    })),
  })
}

function lineOf(job: JobCard, origin: string, isFrame: boolean): string {
  const facts = factsOf(job)
  return `<li><h3><a href="${escapeHtml(origin + jobPath(job))}"${leaving(isFrame)}>${escapeHtml(job.title)}</a></h3>${
    facts.length > 0 ? `<p>${escapeHtml(facts.join(' · '))}</p>` : ''
  }</li>`
}

/** A link in a frame opens beside the site around it, and a screen reader hears so. */
const leaving = (isFrame: boolean) => (isFrame ? ' target="_blank" rel="noopener" aria-describedby="opens"' : '')
const placeOf = (job: JobCard) => job.places[0] ?? 'Remote'
const factsOf = (job: JobCard): string[] =>
  [
    job.places.slice(1).join(' / '),
    job.remote,
    job.employmentType?.replace('_', ' '),
    job.salary && payOf(job.salary),
    job.skills.slice(0, 5).join(', '),
  ].flatMap((fact) => (fact ? [fact] : []))

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const LIGHT = '--ground:#fff;--ink:#18181b;--quiet:#52525b;--line:#d4d4d8;--link:#14532d'
const DARK = '--ground:#18181b;--ink:#f4f4f5;--quiet:#b4b4bd;--line:#3f3f46;--link:#86efac'
/** Everything that the document looks like; the policy of its answer lets in these bytes and no other style. */
const CAREER_STYLE = `:root{${LIGHT};color-scheme:light}
@media (prefers-color-scheme:dark){[data-theme=auto]{${DARK};color-scheme:dark}}
[data-theme=dark]{${DARK};color-scheme:dark}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:60rem;margin:0 auto;padding:1rem}
header{--band:#14532d;background:var(--band);color:#fff;border-radius:.75rem;padding:1.5rem 1.25rem;margin-bottom:1.5rem}
[data-accent=blue]>header{--band:#1e3a8a}[data-accent=violet]>header{--band:#4c1d95}[data-accent=red]>header{--band:#7f1d1d}
[data-accent=amber]>header{--band:#713f12}[data-accent=ink]>header{--band:#1f2937}
.letters{display:inline-flex;min-width:3rem;height:3rem;align-items:center;justify-content:center;border-radius:.5rem;background:#fff;color:var(--band);font-weight:700}
h1{font-size:1.6rem;line-height:1.2;margin:.75rem 0 0}
.intro{white-space:pre-line;max-width:44rem;margin:.5rem 0 0}
.proof{margin:.75rem 0 0;font-size:.875rem}
h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
ul{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:.75rem}
li{padding:.875rem 1rem}
li+li{border-top:1px solid var(--line)}
h3{font-size:1rem;margin:0}
li p{margin:.25rem 0 0;color:var(--quiet);font-size:.875rem}
a{color:var(--link)}
h3 a{display:inline-block;padding:.25rem 0}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
footer{margin-top:1.5rem;font-size:.875rem;color:var(--quiet)}
footer a{display:inline-block;padding:.25rem 0}`

/**
 * Type and policy of an answer that is such a document.
 * @param ancestors  the sites that may frame it, as the policy writes them
 * @param scripts  what may run; `null`: nothing
 */
export async function careerHeaders(ancestors: string, scripts: string | null): Promise<Record<string, string>> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(CAREER_STYLE)))
  const style = `'sha256-${btoa(String.fromCharCode(...digest))}'`
  const parts = [`default-src 'none'`, `style-src ${style}`, `base-uri 'none'`, `form-action 'none'`, `frame-ancestors ${ancestors}`]
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [...parts, ...(scripts === null ? [] : [`script-src ${scripts}`])].join('; '),
  }
}
