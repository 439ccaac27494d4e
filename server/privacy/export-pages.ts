/** One file of an export, with its first rows for the page that shows them. */
export interface ExportedFile {
  name: string
  about: string
  mediaType: string
  /** `null` for lists. */
  byteSize: number | null
  /** How many rows a list has; `null` for files. */
  count: number | null
  /** Which fields the rows have, and of what kinds their values are. */
  fields: Map<string, Set<string>>
  /** The first rows, as their table shows them. */
  rows: Map<string, string>[]
}
interface Export {
  origin: string
  at: string
  files: readonly ExportedFile[]
}

const PREVIEW_ROWS_MAX = 100
const CELL_CHARS_MAX = 120
const COLUMNS_MAX = 8
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** Takes a row into what the two pages say of its file. */
export function noteRow(file: ExportedFile, row: Record<string, unknown>): void {
  file.count = (file.count ?? 0) + 1
  for (const [name, value] of Object.entries(row)) file.fields.set(name, (file.fields.get(name) ?? new Set()).add(kindOf(value)))
  if (file.rows.length < PREVIEW_ROWS_MAX) file.rows.push(new Map(Object.entries(row).map(([name, value]) => [name, cell(value)])))
}

/** What every file is, for programs and who writes them. */
export function writeReadme({ origin, at, files }: Export): string {
  const lists = files.filter((file) => file.count !== null)
  const others = files.filter((file) => file.count === null)
  return `# Everything Numerojobs keeps about you

Made ${at} at ${origin}. Open \`index.html\` to read it; the JSON files are for programs.

Each JSON file is a list of objects, UTF-8. Instants are ISO 8601 in UTC (\`2026-11-21T10:13:44.000Z\`), \`null\` is "not given",
money is an integer in the smallest unit of its currency. Ids stay the same in every download, so that two can be compared.
Left out are secrets that nobody can use but us: hashes of passwords and keys, tokens, search indexes.

${lists.map((file) => `## ${file.name}\n\n${file.about} ${rowsWord(file.count ?? 0)}.\n${fieldLines(file)}`).join('\n')}
## Files

${others.length === 0 ? 'You uploaded none.' : others.map((file) => `- \`${file.name}\` (${file.mediaType}, ${file.byteSize ?? 0} bytes)`).join('\n')}
`
}

function fieldLines({ fields }: ExportedFile): string {
  if (fields.size === 0) return ''
  return `\n${[...fields].map(([name, kinds]) => `- \`${name}\`: ${[...kinds].sort().join(' or ')}`).join('\n')}\n`
}

/** The same to read in a browser: no script, nothing loaded from anywhere. */
export function writeIndex({ origin, at, files }: Export): string {
  const shown = [...files].sort((a, b) => Number(b.count !== 0) - Number(a.count !== 0))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Your data at Numerojobs</title>
<style>
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.05rem;margin:0 0 .25rem}section{border-top:1px solid #8886;padding:1rem 0}
.t{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}td,th{border:1px solid #8886;padding:.25rem .5rem;text-align:left;vertical-align:top}
p{margin:.25rem 0 .75rem}
</style>
</head>
<body>
<main>
<h1>Everything Numerojobs keeps about you</h1>
<p>Made <time datetime="${escapeHtml(at)}">${escapeHtml(at)}</time> at ${escapeHtml(origin)}. Tables show the first rows; the files hold all of them. <a href="README.md">README.md</a> says what each field is.</p>
${shown.map(section).join('\n')}
</main>
</body>
</html>
`
}

function section(file: ExportedFile): string {
  const link = `<h2><a href="${file.name.split('/').map(encodeURIComponent).join('/')}">${escapeHtml(file.name)}</a></h2>`
  if (file.count === null) return `<section>${link}<p>${escapeHtml(file.mediaType)}, ${file.byteSize ?? 0} bytes</p></section>`
  const columns = [...file.fields.keys()].slice(0, COLUMNS_MAX)
  const table =
    file.rows.length === 0
      ? ''
      : `<div class="t"><table><thead><tr>${columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>${file.rows
          .map((row) => `<tr>${columns.map((name) => `<td>${escapeHtml(row.get(name) ?? '')}</td>`).join('')}</tr>`)
          .join('\n')}</tbody></table></div>`
  return `<section>${link}<p>${escapeHtml(file.about)} ${rowsWord(file.count)}.</p>${table}</section>`
}

const rowsWord = (count: number) => (count === 0 ? 'There are none' : count === 1 ? 'One row' : `${count} rows`)

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > CELL_CHARS_MAX ? `${text.slice(0, CELL_CHARS_MAX)}…` : text
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (value instanceof Date) return 'instant'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'object'
  if (typeof value === 'string') return INSTANT.test(value) ? 'instant' : 'text'
  return typeof value === 'number' ? 'number' : typeof value
}

/** What people and employers wrote is shown, never read as HTML. */
const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
