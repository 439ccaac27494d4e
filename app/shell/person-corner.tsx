import { Link, useLocation } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { withTo } from '../account/after-sign-in'
import type { RoomState } from '../live/follow-room'
import { Bell } from '../notifications/bell'
import { buttonClass } from '../ui/button'
import type { PersonSlotProps } from './shown-person'

/** The end of the header for who is signed in: bell, menu, and a word when this very session was ended elsewhere. */
export function PersonCorner({ person, isOperator }: PersonSlotProps) {
  const [endedId, setEndedId] = useState<string | null>(null)
  const [roomState, setRoomState] = useState<RoomState>('connecting')
  useEffect(() => {
    onDevice().then(({ arriveOnDevice }) => arriveOnDevice(person.id), doNothing)
  }, [person.id])
  useEffect(() => {
    // Without its answer nothing is marked.
    import('../searches/mark-hidden').then(({ markHidden }) => markHidden()).catch(() => {})
  }, [])
  return (
    <>
      <Bell
        personId={person.id}
        onEvent={(event) => {
          if (event.type === 'session.ended' && event.data.sessionId === person.sessionId) setEndedId(person.sessionId)
        }}
        onRoomState={setRoomState}
      />
      <AccountMenu person={person} isOperator={isOperator} />
      {roomState === 'signed-out' || (endedId !== null && endedId === person.sessionId) ? <SignedOutNotice /> : null}
    </>
  )
}

/** What is kept on this device for reading and writing without a network. Where its code cannot be had, nothing is kept. */
const onDevice = () => import('../offline/device-session')
const doNothing = () => {}

const MENU_ID = 'account-menu'
const ITEM = 'flex min-h-10 w-full items-center rounded-md px-3 text-left text-sm text-ink no-underline hover:bg-surface-2'
const PAGES = [
  { to: '/today', label: 'Today' },
  { to: '/following', label: 'New for you' },
  { to: '/applications', label: 'Applications' },
  { to: '/profile', label: 'Profile and résumés' },
  { to: '/settings', label: 'Settings' },
  { to: '/settings/security', label: 'Security' },
  { to: '/hiring', label: 'Hiring' },
  { to: '/settings/organisations', label: 'Organisations' },
]

/** The browser opens and closes it by itself: by keyboard, by pointer, by Escape. */
function AccountMenu({ person: { id, name }, isOperator }: PersonSlotProps) {
  const { pathname } = useLocation()
  const isAsked = useRef(false)
  const leave = async (form: HTMLFormElement) => {
    const isLeaving = await onDevice().then(
      ({ leaveDevice }) => leaveDevice(id),
      () => true,
    )
    isAsked.current = isLeaving
    if (isLeaving) form.requestSubmit()
  }
  return (
    <>
      <button type="button" {...{ popovertarget: MENU_ID }} aria-label={`Account of ${name}`} className="avatar">
        {name.trim()[0]}
      </button>
      {/* Made anew, and so closed, on every other page. */}
      <nav
        key={pathname}
        id={MENU_ID}
        {...{ popover: 'auto' }}
        aria-label="Account"
        className="account-menu w-60 rounded-lg border border-line bg-surface p-1.5 shadow-high"
      >
        <p className="truncate border-b border-line px-3 pt-1 pb-2 text-sm font-semibold">{name}</p>
        <ul className="py-1">
          {(isOperator ? [...PAGES, { to: '/operator', label: 'Operators' }] : PAGES).map(({ to, label }) => (
            <li key={to}>
              <Link to={to} className={ITEM}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <form
          method="post"
          action="/sign-out"
          className="border-t border-line pt-1"
          onSubmit={(event) => {
            if (isAsked.current) return
            event.preventDefault()
            void leave(event.currentTarget)
          }}
        >
          <button type="submit" className={ITEM}>
            Sign out
          </button>
        </form>
      </nav>
    </>
  )
}

/** What is on the page stays, so that nobody loses what they typed. */
function SignedOutNotice() {
  useEffect(() => {
    onDevice().then(({ forgetPages }) => forgetPages(), doNothing)
  }, [])
  const { pathname, search } = useLocation()
  return (
    <div role="alert" className="fixed inset-x-0 top-14 border-b border-line bg-warn-soft px-4 py-2.5 text-warn">
      <div className="mx-auto flex max-w-[78rem] flex-wrap items-center justify-between gap-x-6 gap-y-2 text-sm font-medium">
        <p>This device was signed out. What you see is still here; to save anything, sign in again.</p>
        <a href={withTo('/sign-in', `${pathname}${search}`)} className={buttonClass({ size: 'sm' })}>
          Sign in again
        </a>
      </div>
    </div>
  )
}
