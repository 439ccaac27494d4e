const timeoutMs = 15_000

/**
 * Marks the cards of hidden jobs and companies in every list, also those that come later, by a stylesheet of this page: the lists themselves are the
 * same for everybody. Without an answer nothing is marked.
 */
export async function markHidden(): Promise<void> {
  const response = await fetch('/hidden/marks', { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(timeoutMs) })
  const marks: unknown = await response.json()
  if (!response.ok || typeof marks !== 'object' || marks === null) return
  const cards = [
    ...namesOf(marks, 'jobIds').map((id) => `[data-job="${CSS.escape(id)}"]`),
    ...namesOf(marks, 'companySlugs').map((slug) => `[data-company="${CSS.escape(slug)}"]`),
  ]
  if (cards.length === 0) return
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    `:is(${cards.join(',')}){opacity:.55}:is(${cards.join(',')})::before{content:"Hidden by you";order:9;align-self:start;font-size:.75rem}`,
  )
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

function namesOf(marks: object, name: string): string[] {
  const held: unknown = Object.entries(marks).find(([key]) => key === name)?.[1]
  return Array.isArray(held) ? held.filter((each) => typeof each === 'string') : []
}
