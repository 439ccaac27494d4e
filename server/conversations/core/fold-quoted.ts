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
  const head = lines.findIndex((_, index) => isHead(lines, index))
  let end = head === -1 ? lines.length : head
  if (head === -1) while (end > 0 && /^\s*(?:>.*)?$/.test(lines[end - 1] ?? '')) end -= 1
  const text = lines.slice(0, end).join('\n').trim()
  const quoted = lines.slice(end).join('\n').trim()
  // Who writes below what they repeat would be folded away as a whole.
  return text === '' || quoted === '' ? { text: mail.trim(), quoted: null } : { text, quoted }
}

/** A program breaks a long head into two lines. Below it, nothing but what is repeated may stand. */
function isHead(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? ''
  const isOne = HEADS.some((head) => head.test(line) || head.test(`${line} ${lines[index + 1]?.trim() ?? ''}`))
  if (!isOne) return false
  const below = lines.slice(index + 2)
  const quotes = below.filter((each) => /^\s*>/.test(each)).length
  return quotes === 0 || below.every((each) => /^\s*(?:>.*)?$/.test(each))
}
