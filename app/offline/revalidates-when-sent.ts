import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'

/** What did not reach the server changed nothing there, and reading anew would not reach it either. */
export function revalidatesWhenSent({ actionResult, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return defaultShouldRevalidate && !actionResult?.isUnsent
}
