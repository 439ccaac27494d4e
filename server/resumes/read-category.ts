import type { ResumeCategory } from '../../contract/resumes'

export async function readCategory(_text: string): Promise<{ category: ResumeCategory; confidenceRatio: number } | null> {
  return null
}
