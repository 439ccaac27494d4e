import clsx from 'clsx'
import { type RefObject, useEffect, useId } from 'react'
import { Input } from '../ui/field'
import { SearchIcon } from '../ui/icons'
import { Kbd } from '../ui/kbd'

type SearchBoxProps = { query?: string; inputRef?: RefObject<HTMLInputElement>; className?: string; placeholder?: string }

/** Words to search for. When the address changes them (Back, a removed filter), the box follows. */
export function SearchBox({ query = '', inputRef, className, placeholder = 'Title, skill or company' }: SearchBoxProps) {
  const id = useId()
  useEffect(() => {
    const input = inputRef?.current
    if (input && document.activeElement !== input) input.value = query
  }, [query, inputRef])
  return (
    <div className={clsx('relative', className)}>
      <label htmlFor={id} className="sr-only">
        Search jobs
      </label>
      <SearchIcon className="pointer-events-none absolute top-1/2 left-3.5 size-4.5 -translate-y-1/2 text-ink-3" />
      <Input
        id={id}
        ref={inputRef}
        type="search"
        name="q"
        defaultValue={query}
        placeholder={placeholder}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        className="h-12! rounded-lg! pl-10.5"
      />
      {inputRef ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3 hidden -translate-y-1/2 scripting:lg:block [input:not(:placeholder-shown)~&]:hidden!"
        >
          <Kbd>/</Kbd>
        </span>
      ) : null}
    </div>
  )
}
