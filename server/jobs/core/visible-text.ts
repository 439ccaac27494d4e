/**
 * The text of an advert as people see it: what is written into it for programs alone (in markup that shows nothing, in letters without a
 * shape) becomes blanks, so that every place in the text stays what it was. `hasHidden` says that there was something.
 * Letters without a shape that scripts and pictures need (joiners, soft hyphens, the tags of a flag) are left alone.
 */
export function visibleText(text: string): { text: string; hasHidden: boolean } {
  // Most adverts have neither.
  if (!/[<\u200b\u2060-\u2064\u{e0000}-\u{e007f}]|\]:/u.test(text)) return { text, hasHidden: false }
  let hasHidden = false
  const blank = (hidden: string) => {
    hasHidden = true
    return hidden.replace(/[^\n]/g, ' ')
  }
  const seen = [...SHAPELESS, ...MARKUP].reduce((left, pattern) => left.replace(pattern, blank), text)
  return { text: seen, hasHidden }
}

/** Tag characters that are no flag, and runs of zero-width letters, which spell messages bit by bit. A single one in a word is a break of lines. */
const SHAPELESS = [
  /(?<!\u{1f3f4}[\u{e0000}-\u{e007f}]*)[\u{e0000}-\u{e007f}]+/gu,
  /(?:\u200b|\u200c|\u200d|\u2060|\u2061|\u2062|\u2063|\u2064|\ufeff){8,}/gu,
]

const STYLE =
  '(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden|opacity\\s*:\\s*0?\\.?0+(?![.\\d])|font-size\\s*:\\s*0(?![.\\d]*[1-9])|text-indent\\s*:\\s*-\\d{3,}|(?:left|top)\\s*:\\s*-\\d{3,}|(?<![-\\w])color\\s*:\\s*(?:#fff(?:fff)?\\b|white\\b|transparent\\b|rgba?\\(\\s*255\\s*,\\s*255\\s*,\\s*255))'
const MARKUP = [
  /<!--[\s\S]*?-->/g,
  /<(script|style|template|noscript)\b[^>]*>[\s\S]*?<\/\1\s*>/gi,
  /<([a-z][a-z0-9]*)\b[^>]*\shidden(?=[\s>=/])[^>]*>[\s\S]*?<\/\1\s*>/gi,
  new RegExp(`<([a-z][a-z0-9]*)\\b[^>]*\\sstyle\\s*=\\s*["'][^"']*${STYLE}[^>]*>[\\s\\S]*?<\\/\\1\\s*>`, 'gi'),
  /<font\b[^>]*\scolor\s*=\s*["']?(?:#fff(?:fff)?|white)\b[^>]*>[\s\S]*?<\/font\s*>/gi,
  // What Markdown keeps without showing it.
  /^\[(?:\/\/|comment|hidden)\]:[^\n]*$/gim,
]
