/** `npm run train -- <task> <file> [<further file>]`: trains on labelled data with a fixed seed and writes the weights and their model card. */
const TASKS: Record<string, (path: string, further: string | undefined) => Promise<void>> = {
  categories: async (path) => (await import('./resumes/categories')).trainCategories(path),
  skills: async (path, folder) => (await import('./skills/train-skills')).trainSkills(path, folder),
  titles: async (path, occupationsPath) => (await import('./titles/train-titles')).trainTitles(path, occupationsPath),
  detection: async (path) => (await import('./detection/train')).trainDetection(path),
}

const [task, path, further] = process.argv.slice(2)
const train = task === undefined ? undefined : TASKS[task]
if (!train || path === undefined) {
  process.stderr.write(`Usage: npm run train -- <${Object.keys(TASKS).join('|')}> <file>\n`)
  process.exitCode = 2
} else {
  await train(path, further)
}

export {}
