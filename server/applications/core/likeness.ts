/** How two titles of one company compare: `near-title` when most of their words agree. */
export type TitleLikeness = 'same-title' | 'near-title' | 'other'

const LEGAL_FORMS =
  /\b(?:inc|incorporated|llc|ltd|limited|plc|corp|corporation|company|gmbh|ag|se|kg|ug|ev|e\.v|sarl|sas|sa|srl|spa|bv|nv|ab|as|oy|aps|pty|co)\b/gu
/** Level and form of a title say little about whether it is the same role. */
const TITLE_NOISE = /\b(?:m\/w\/d|w\/m\/d|m\/f\/d|m\/f\/x|f\/m\/x|all genders|remote|hybrid|onsite|full[- ]?time|part[- ]?time)\b/gu
const NEAR_RATIO = 0.6

/** A company as it is compared: lower case, without legal form, marks and spaces at the ends. `null` when nothing is left. */
export function companyKeyOf(companyName: string | null): string | null {
  const key = fold(companyName ?? '')
    .replace(LEGAL_FORMS, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return key === '' ? fold(companyName ?? '').trim() || null : key
}

/** A title as it is compared: its words in lower case, without what adverts add about place and gender. */
export function titleKeyOf(title: string): string {
  return fold(title)
    .replace(TITLE_NOISE, ' ')
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim()
}

/** Compares two titles by the share of words that they have in common (Jaccard). */
export function compareTitles(a: string, b: string): TitleLikeness {
  const [left, right] = [titleKeyOf(a), titleKeyOf(b)]
  if (left === right) return 'same-title'
  const [one, other] = [new Set(left.split(' ')), new Set(right.split(' '))]
  const common = [...one].filter((word) => other.has(word)).length
  return common / (one.size + other.size - common) >= NEAR_RATIO ? 'near-title' : 'other'
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
