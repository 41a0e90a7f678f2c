'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { classNames } from './class-names'
import { lazyTrigger, type TriggerElement } from './lazy-trigger'
import { overlayContainer } from './overlay-root'
import { useLazyModule } from './use-lazy-module'

// A page's first load carries no menu code: it comes when a pointer or the focus nears the first trigger.
const loadParts = () => import('radix-ui/dropdown-menu')
type MenuParts = Awaited<ReturnType<typeof loadParts>>

const PartsContext = createContext<MenuParts | null>(null)

function useParts(): MenuParts {
  const parts = useContext(PartsContext)
  if (!parts) throw new Error('A menu entry stands outside of a Menu.')
  return parts
}

type MenuProps = {
  /** One button element. */
  trigger: TriggerElement
  children: ReactNode
  align?: 'start' | 'center' | 'end'
  label?: string
  /** Once it has closed: takes the focus elsewhere when it prevents the event's default. */
  onCloseAutoFocus?: (event: Event) => void
}

const itemClass =
  'flex min-h-8 cursor-default items-center gap-2 rounded-inner px-2 py-1 text-sm outline-none select-none ' +
  'data-[highlighted]:bg-accent-tint data-[highlighted]:text-ink data-[disabled]:text-faint pointer-coarse:min-h-10'

/** A menu that opens from a button. */
export function Menu({ trigger, children, align = 'end', label, onCloseAutoFocus }: MenuProps) {
  const [parts, ensure] = useLazyModule(loadParts)
  const [open, setOpen] = useState(false)
  if (!parts) {
    return lazyTrigger(trigger, {
      popup: 'menu',
      onNear: () => void loadParts().catch(() => {}),
      onOpen: () => void ensure().then(setOpen),
    })
  }
  return (
    <PartsContext value={parts}>
      <parts.Root modal={false} open={open} onOpenChange={setOpen}>
        <parts.Trigger asChild>{trigger}</parts.Trigger>
        <parts.Portal container={overlayContainer()}>
          <parts.Content
            align={align}
            sideOffset={4}
            collisionPadding={8}
            aria-label={label}
            onCloseAutoFocus={onCloseAutoFocus}
            className="appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-box border border-line-strong bg-raised p-1"
          >
            {children}
          </parts.Content>
        </parts.Portal>
      </parts.Root>
    </PartsContext>
  )
}

type MenuItemProps = {
  icon?: ReactNode
  onSelect?: () => void
  disabled?: boolean
  tone?: 'danger'
  children: ReactNode
}

export function MenuItem({ icon, onSelect, disabled, tone, children }: MenuItemProps) {
  const parts = useParts()
  return (
    <parts.Item
      disabled={disabled}
      onSelect={() => onSelect?.()}
      className={classNames(itemClass, tone === 'danger' && 'text-failing-text')}
    >
      {icon}
      {children}
    </parts.Item>
  )
}

export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  const parts = useParts()
  return (
    <parts.Item asChild className={itemClass}>
      <Link href={href}>
        {icon}
        {children}
      </Link>
    </parts.Item>
  )
}

type MenuCheckboxItemProps = {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean
  children: ReactNode
}

/** An entry that toggles; the menu stays open, so that several can be set in a row. */
export function MenuCheckboxItem({ checked, onCheckedChange, disabled, children }: MenuCheckboxItemProps) {
  const parts = useParts()
  return (
    <parts.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={(value) => onCheckedChange(value === true)}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <span className="flex size-4 items-center justify-center">
        <parts.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-text" />
        </parts.ItemIndicator>
      </span>
      {children}
    </parts.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const parts = useParts()
  return <parts.Label className="px-2 py-1 text-xs text-faint">{children}</parts.Label>
}

export function MenuSeparator() {
  const parts = useParts()
  return <parts.Separator className="-mx-1 my-1 h-px bg-line" />
}
