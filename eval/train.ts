/** `npm run train -- <task> <file>`: trains on labelled data with a fixed seed and writes the weights and their model card. */
const TASKS: Record<string, (path: string) => Promise<void>> = {
  categories: async (path) => (await import('./resumes/categories')).trainCategories(path),
  detection: async (path) => (await import('./detection/train')).trainDetection(path),
}

const [task, path] = process.argv.slice(2)
const train = task === undefined ? undefined : TASKS[task]
if (!train || path === undefined) {
  process.stderr.write(`Usage: npm run train -- <${Object.keys(TASKS).join('|')}> <file>\n`)
  process.exitCode = 2
} else {
  await train(path)
}

export {}
