/** Programs that fetch pages for others say so in their name. */
const PROGRAMS =
  /bot\b|bot[/ ;]|crawl|spider|preview|externalhit|facebookcatalog|slurp|embed|whatsapp|telegram|discord|skype|slack|linkedin|pinterest|vkshare|validator|monitor|curl|wget|python|java\/|go-http|okhttp|axios|node-fetch|libwww|scan/i

/** Whether a page is looked at by a person on our own site: no previewer, no page of another site, nothing fetched ahead of time. */
export function isPersonLooking(headers: Headers): boolean {
  const program = headers.get('user-agent') ?? ''
  const site = headers.get('sec-fetch-site')
  const isAhead = /prefetch|prerender|preview/i.test(`${headers.get('sec-purpose') ?? ''} ${headers.get('purpose') ?? ''}`)
  return program !== '' && !PROGRAMS.test(program) && (site === null || site === 'same-origin') && !isAhead
}
