import type { ShouldRevalidateFunction } from '@remix-run/react'

/** After any answer of a form the page is read anew, also after a refusal: what was pressed may be gone, which is why it was refused. */
export const readAnew: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== undefined || defaultShouldRevalidate
