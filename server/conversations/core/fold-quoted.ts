/** Lines above what a mail program repeats of the mail that is answered, in the languages most seen. */
const HEADS = [
  /^\s*On .{4,200} wrote:\s*$/i,
  /^\s*Am .{4,200} schrieb .{0,200}:\s*$/i,
  /^\s*Le .{4,200} a écrit\s?:\s*$/i,
  /^\s*El .{4,200} escribió:\s*$/i,
  /^\s*Il .{4,200} ha scritto:\s*$/i,
  /^\s*Op .{4,200} schreef .{0,200}:\s*$/i,
  /^\s*-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original)\s*-{2,}\s*$/i,
  /^\s*_{20,}\s*$/,
  /^\s*From: .+@.+$/i,
]

/**
 * What somebody wrote, apart from what their mail program repeated below it. `quoted` is `null` where nothing was repeated.
 * Answers written between the repeated lines stay where they are: only what ends the mail is folded.
 */
export function foldQuoted(mail: string): { text: string; quoted: string | null } {
  const lines = mail.replace(/\r\n?/g, '\n').split('\n')
  const mayEnd = findEnds(lines)
  const head = lines.findIndex((_, index) => mayEnd[index + 2] && isHead(lines, index))
  let end = head === -1 ? lines.length : head
  if (head === -1) while (end > 0 && /^\s*(?:>.*)?$/.test(lines[end - 1] ?? '')) end -= 1
  const text = lines.slice(0, end).join('\n').trim()
  const quoted = lines.slice(end).join('\n').trim()
  // Who writes below what they repeat would be folded away as a whole.
  return text === '' || quoted === '' ? { text: mail.trim(), quoted: null } : { text, quoted }
}

/** A program breaks a long head into two lines. */
function isHead(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? ''
  return HEADS.some((head) => head.test(line) || head.test(`${line} ${lines[index + 1]?.trim() ?? ''}`))
}

/**
 * For each line, and for behind the last, whether what begins there may be what a program repeated: all of it marked as such, or none of it.
 * Counted once from the end, since a stranger's mail may hold a head in every line.
 */
function findEnds(lines: readonly string[]): boolean[] {
  const ends = Array.from({ length: lines.length + 2 }, () => true)
  let isAllMarked = true
  let isNoneMarked = true
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? ''
    if (/^\s*>/.test(line)) isNoneMarked = false
    else if (line.trim() !== '') isAllMarked = false
    ends[index] = isAllMarked || isNoneMarked
  }
  return ends
}
