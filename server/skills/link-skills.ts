import type { WordTable } from '../vectors/word-table'
import { type Candidates, LINK_FEATURES, linkCandidates } from './link-features'
import type { LinkModel, LinkWeights } from './link-model'
import { linkWords } from './link-words'

export interface LinkedSkill {
  /** The skill's name in ESCO, the European classification: `use spreadsheets software`. */
  label: string
  /** 0 to 1; how often a score is right is told in the model card. */
  score: number
  /** What it was read from, in order; offsets of the text. Empty when no single word speaks for it. */
  spans: { start: number; end: number }[]
}

/**
 * Skills of ESCO that a text speaks of, the surest first, also where other words are used: `works well with colleagues` →
 * work in teams. Each sentence gives at most `perSentence`; a skill found twice keeps its surest reading.
 */
export function linkSkills(links: { words: WordTable; model: LinkModel }, text: string, limit = 20, perSentence = 5): LinkedSkill[] {
  const near = new Map<string, Float32Array>()
  const found = new Map<string, LinkedSkill>()
  for (const { start, sentence } of sentencesOf(text)) {
    const words = linkWords(sentence)
    if (words.length === 0) continue
    const candidates = linkCandidates(words, links.model.names, links.model.memory, links.words, near)
    const scores = judgeCandidates(links.model.judge, candidates)
    const best = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, perSentence)
    for (const at of best) {
      const label = links.model.names.labels[candidates.labels[at] ?? 0] ?? ''
      const score = scores[at] ?? 0
      if (score <= (found.get(label)?.score ?? 0)) continue
      const spans = spansOf(links.model, candidates, at)
        .map((word) => words[word])
        .filter((word) => word !== undefined)
      found.set(label, { label, score, spans: spans.map((word) => ({ start: start + word.start, end: start + word.end })) })
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1)).slice(0, limit)
}

/** How likely each candidate is, 0 to 1. */
export function judgeCandidates({ bias, weights }: LinkWeights, { labels, features }: Candidates): Float64Array {
  return Float64Array.from(labels, (_, row) => {
    let sum = bias
    for (let k = 0; k < LINK_FEATURES; k++) sum += (weights[k] ?? 0) * (features[row * LINK_FEATURES + k] ?? 0)
    return 1 / (1 + Math.exp(-sum))
  })
}

/** From this likeness on a word of the text is shown as what a skill was read from. */
const SHOWN_LIKENESS_MIN = 0.5

/** Places of the sentence's words that stand nearest to the words of the skill's name. */
function spansOf({ names }: LinkModel, { names: best, likeness }: Candidates, at: number): number[] {
  const name = best[at] ?? 0
  const places = new Set<number>()
  const to = names.nameStarts[name + 1] ?? 0
  for (let i = names.nameStarts[name] ?? 0; i < to; i++) {
    const word = names.wordsOfNames[i] ?? 0
    const from = likeness.from[word] ?? -1
    if (from >= 0 && (likeness.values[word] ?? 0) >= SHOWN_LIKENESS_MIN) places.add(from)
  }
  return [...places].sort((a, b) => a - b)
}

function sentencesOf(text: string): { start: number; sentence: string }[] {
  return [...text.matchAll(/[^\n\r.!?;•]+(?:[.!?;](?!\s|$)[^\n\r.!?;•]*)*/g)].map((match) => ({ start: match.index, sentence: match[0] }))
}
