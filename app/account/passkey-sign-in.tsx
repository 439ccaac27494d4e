import { useEffect, useState } from 'react'
import { Button } from '../ui/button'
import { KeyIcon } from '../ui/icons'

/** The way in by a passkey: as a button, and in the browser's own suggestions for the address. Shown where the browser can do it. */
export function PasskeySignIn({ to }: { to: string }) {
  const [isAble, setIsAble] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [words, setWords] = useState<string | null>(null)

  useEffect(() => {
    const offer = new AbortController()
    void (async () => {
      const { canOfferPasskeys, canUsePasskeys, signInByPasskey } = await import('./passkeys')
      if (offer.signal.aborted) return
      setIsAble(canUsePasskeys())
      if (!(await canOfferPasskeys()) || offer.signal.aborted) return
      if ((await signInByPasskey(offer)).isDone) location.assign(to)
    })()
    // A button's own question takes the place of the one that waits.
    document.addEventListener('passkey-asked', () => offer.abort(), { once: true })
    return () => offer.abort()
  }, [to])

  async function ask() {
    setIsBusy(true)
    document.dispatchEvent(new Event('passkey-asked'))
    const { signInByPasskey } = await import('./passkeys')
    const outcome = await signInByPasskey()
    if (outcome.isDone) return location.assign(to)
    setWords(outcome.words)
    setIsBusy(false)
  }

  if (!isAble) return null
  return (
    <div>
      <Button size="lg" className="w-full" isBusy={isBusy} onClick={() => void ask()}>
        <KeyIcon className="size-4.5" />
        Continue with a passkey
      </Button>
      <p role="status" className="mt-1.5 text-sm font-medium text-bad empty:hidden">
        {words}
      </p>
    </div>
  )
}
