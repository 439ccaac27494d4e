import { scorePost } from '../../server/leads/score-post'
import { detectorFromDisk } from '../../test/detector-from-disk'
import { type Figures, measure } from './figures'
import { readPosts } from './posts'

/** Judges the posts of a file with the weights in the repo. Speed is one core, scoring alone, after a short warm-up. */
export async function evaluateDetection(path: string): Promise<Figures & { postsPerSecond: number; modelVersion: string }> {
  const posts = readPosts(path)
  for (const post of posts.slice(0, 200)) scorePost(detectorFromDisk, post)
  const startedAt = performance.now()
  const scored = posts.map((post) => ({ post, score: scorePost(detectorFromDisk, post) }))
  const seconds = (performance.now() - startedAt) / 1000
  process.stderr.write(`detection: ${posts.length} posts in ${seconds.toFixed(2)} s\n`)
  const judged = scored.map(({ post, score }) => ({ source: post.source, label: post.label, verdict: score.verdict }))
  return { ...measure(judged), postsPerSecond: Math.round(posts.length / seconds), modelVersion: scored[0]?.score.modelVersion ?? '' }
}
