import type { HiringView, HiringViews } from '../../contract/views'
import { readViewSettings, writeViewSettings } from '../../server/hiring/core/view-settings'
import { type ViewBase, viewPath } from './view-words'

/**
 * Where an address that says nothing of how to look leads: to the view that it names, or to the one in which the reader opens the page.
 * `null`: it is shown as it is.
 */
export function openingOf(base: ViewBase, asked: URLSearchParams, views: HiringViews): string | null {
  const named = asked.get('view')
  const isBare = writeViewSettings(readViewSettings(asked)).length === 0 && !asked.has('cursor')
  if (!isBare || named === 'none') return null
  const view = views.data.find(({ id, isDefault }) => (named === null ? isDefault : id === named))
  if (!view) return null
  const to = viewPath(base, view)
  const search = new URLSearchParams(to.slice(to.indexOf('?') + 1))
  return [...search].every(([name, value]) => asked.getAll(name).includes(value)) ? null : to
}

/** The view that an address names, when the reader may open it. */
export const viewNamed = (asked: URLSearchParams, views: HiringViews): HiringView | null =>
  views.data.find(({ id }) => id === asked.get('view')) ?? null
