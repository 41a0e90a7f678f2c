'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import * as RadixMenu from 'radix-ui/dropdown-menu'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { overlayContainer } from './overlay-root'

type MenuProps = { trigger: ReactNode; children: ReactNode; align?: 'start' | 'center' | 'end'; label?: string }

const itemClass =
  'flex min-h-8 cursor-default items-center gap-2 rounded-inner px-2 py-1 text-sm outline-none select-none ' +
  'data-[highlighted]:bg-accent-tint data-[highlighted]:text-ink data-[disabled]:text-faint pointer-coarse:min-h-10'

/** A menu that opens from a button. `trigger` is one button element. */
export function Menu({ trigger, children, align = 'end', label }: MenuProps) {
  return (
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal container={overlayContainer()}>
        <RadixMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-box border border-line-strong bg-raised p-1"
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
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
  return (
    <RadixMenu.Item
      disabled={disabled}
      onSelect={() => onSelect?.()}
      className={classNames(itemClass, tone === 'danger' && 'text-failing-text')}
    >
      {icon}
      {children}
    </RadixMenu.Item>
  )
}

export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <RadixMenu.Item asChild className={itemClass}>
      <Link href={href}>
        {icon}
        {children}
      </Link>
    </RadixMenu.Item>
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
  return (
    <RadixMenu.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={(value) => onCheckedChange(value === true)}
      onSelect={(event) => event.preventDefault()}
      className={itemClass}
    >
      <span className="flex size-4 items-center justify-center">
        <RadixMenu.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-text" />
        </RadixMenu.ItemIndicator>
      </span>
      {children}
    </RadixMenu.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <RadixMenu.Label className="px-2 py-1 text-xs text-faint">{children}</RadixMenu.Label>
}

export function MenuSeparator() {
  return <RadixMenu.Separator className="-mx-1 my-1 h-px bg-line" />
}
