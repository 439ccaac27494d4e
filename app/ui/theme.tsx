import { MoonIcon, SunIcon } from './icons'
import { useNonce } from './nonce'

/** Runs before anything is drawn, so that a chosen theme does not flash. */
const APPLY_CHOICE = `try{var t=localStorage.getItem('theme');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`

export function ThemeScript() {
  const nonce = useNonce()
  // biome-ignore lint/security/noDangerouslySetInnerHtml: The script is the constant above.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: APPLY_CHOICE }} />
}

/** Switches between light and dark, and keeps the choice on this device. Until somebody chooses, the system decides. */
export function ThemeToggle() {
  return (
    <button
      type="button"
      onClick={toggleTheme}
      aria-label="Switch between light and dark"
      title="Switch between light and dark"
      className="hidden size-9 items-center justify-center rounded-md text-ink-2 scripting:inline-flex hover:bg-surface-2 hover:text-ink"
    >
      <SunIcon className="theme-sun size-4.5" />
      <MoonIcon className="theme-moon size-4.5" />
    </button>
  )
}

function toggleTheme() {
  const root = document.documentElement
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  const next = isDark ? 'light' : 'dark'
  root.dataset.theme = next
  try {
    localStorage.setItem('theme', next)
  } catch {
    // A browser that keeps nothing still switches for this page.
  }
}
