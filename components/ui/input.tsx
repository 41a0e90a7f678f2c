import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'
import { controlClass } from './control-class'

/** A text field. Give it a name through `Field`, or `aria-label` where the place says it. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={classNames(controlClass, className)} {...rest} />
}

type SearchInputProps = Omit<ComponentProps<'input'>, 'type' | 'aria-label' | 'value' | 'onChange'> & {
  label: string
  value: string
  onChange: (text: string) => void
}

/** A filter or search field. The key `/` moves focus to the first one on the page. */
export function SearchInput({ label, onChange, className, placeholder, ...rest }: SearchInputProps) {
  return (
    <div className={classNames('relative h-8 pointer-coarse:h-10', className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        onChange={(event) => onChange(event.target.value)}
        aria-label={label}
        placeholder={placeholder ?? label}
        autoComplete="off"
        spellCheck={false}
        data-search-field=""
        className={classNames(controlClass, 'pl-8')}
        {...rest}
      />
    </div>
  )
}
