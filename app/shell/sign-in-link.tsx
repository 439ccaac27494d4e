import { Link, useLocation } from '@remix-run/react'
import { buttonClass } from '../ui/button'

/** The way in, and back to where somebody is. */
export function SignInLink() {
  const { pathname, search } = useLocation()
  return (
    <Link to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} className={buttonClass({ size: 'sm' })}>
      Sign in
    </Link>
  )
}
