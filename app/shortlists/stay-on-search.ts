import type { ShouldRevalidateFunction } from '@remix-run/react'

/** Opening another candidate reads nothing anew: the page has the list, and asks for what was said by itself. */
export const stayOnSearch: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }) =>
  formMethod === undefined && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate
