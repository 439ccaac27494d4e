import type { Page } from 'playwright-core'

const DRAG_STEPS = 90
const STEP_PX = 8
const SWAY_PX = 120

/** Lifts a board's second card, carries it over the board, and lets it go. Frames in ms between two, tasks over 50 ms in ms. */
export async function dragCard(page: Page): Promise<{ frames: number[]; longTasks: number[] }> {
  const box = await page.locator('[data-card]').nth(1).boundingBox()
  if (!box) throw new Error('The board shows no card.')
  const [x, y] = [box.x + 60, box.y + 30]
  await page.evaluate(WATCH_FRAMES)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= DRAG_STEPS; step++) await page.mouse.move(x + step * STEP_PX, y + Math.sin(step / STEP_PX) * SWAY_PX)
  await page.mouse.up()
  return page.evaluate<{ frames: number[]; longTasks: number[] }>(`({ frames: stopFrames(), longTasks })`)
}

/** To be run before a page is, so that `dragCard` knows of long tasks. */
export const WATCH_LONG_TASKS = `window.longTasks = []
new PerformanceObserver((list) => { for (const task of list.getEntries()) longTasks.push(Math.round(task.duration)) }).observe({ type: 'longtask' })`
const WATCH_FRAMES = `(() => {
  longTasks.length = 0
  const frames = []
  let last = 0
  let asked = requestAnimationFrame(function frame(at) {
    if (last) frames.push(at - last)
    last = at
    asked = requestAnimationFrame(frame)
  })
  window.stopFrames = () => { cancelAnimationFrame(asked); return frames }
})()`
