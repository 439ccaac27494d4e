import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { extractJob } from '../server/leads/extract-job'
import { scorePost } from '../server/leads/score-post'
import { detectorFromDisk } from '../test/detector-from-disk'
import type { Bench, Figure } from './figure'
import { round } from './figure'

const OWN_POSTS = 'test/fixtures/posts.jsonl'
const SECONDS = 4
const QUICK_SECONDS = 1

/** Posts a second of one core, in plain Node. */
export const detection: Bench = {
  name: 'detection',
  about: 'Posts read a second on one core: verdict and fields of our own posts, and of a file when one is given.',
  async run({ isQuick, file }) {
    const seconds = isQuick ? QUICK_SECONDS : SECONDS
    const files = [{ name: 'own', path: OWN_POSTS }, ...(file && existsSync(file) ? [{ name: 'given', path: file }] : [])]
    return files.flatMap(({ name, path }) => measure(name, readTexts(path), seconds))
  },
}

function measure(name: string, texts: string[], seconds: number): Figure[] {
  const parts = {
    both: (text: string) => [scorePost(detectorFromDisk, { text }), extractJob({ text })],
    verdict: (text: string) => scorePost(detectorFromDisk, { text }),
    fields: (text: string) => extractJob({ text }),
  }
  const perS = (read: (text: string) => unknown) => {
    for (const text of texts.slice(0, 2_000)) read(text)
    const startedAt = performance.now()
    let count = 0
    while (performance.now() - startedAt < seconds * 1_000) {
      for (let at = 0; at < 50; at++) read(texts[(count + at) % texts.length] ?? '')
      count += 50
    }
    return (count * 1_000) / (performance.now() - startedAt)
  }
  const [both, verdict, fields] = [perS(parts.both), perS(parts.verdict), perS(parts.fields)]
  const letters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
  return [
    {
      name: `detection and extraction, ${name} posts`,
      value: round(both),
      unit: 'posts/s',
      budget: { atLeast: 2_000 },
      note: `${texts.length} posts of ${Math.round(letters)} letters on average, plain Node, one core`,
    },
    { name: `of it, the verdict of a post, ${name} posts`, value: round(1e6 / verdict), unit: 'µs' },
    { name: `of it, the fields of a post, ${name} posts`, value: round(1e6 / fields), unit: 'µs' },
  ]
}

function readTexts(path: string): string[] {
  const Line = z.object({ text: z.string() })
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Line.parse(JSON.parse(line)).text)
}
