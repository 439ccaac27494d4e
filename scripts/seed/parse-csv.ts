/**
 * Rows of a CSV text (RFC 4180) as objects keyed by the names of its first line.
 * Quoted cells may hold commas, quotes (doubled) and line breaks. Short rows lack their last keys.
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = cells(text)
  return rows
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(row.map((cell, index) => [names[index] ?? `column ${index + 1}`, cell])))
}

function cells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text.charAt(i + 1) === '"') cell += text.charAt(i++)
      else isQuoted = false
    } else if (char === '"') isQuoted = true
    else if (char === ',') {
      row.push(cell)
      cell = ''
    } else if (char === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += char
  }
  if (cell || row.length > 0) rows.push([...row, cell])
  return rows
}
