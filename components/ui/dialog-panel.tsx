'use client'

import { X } from 'lucide-react'
import * as RadixDialog from 'radix-ui/dialog'
import { type ReactNode, useState } from 'react'
import { buttonClass } from './button-class'
import { classNames } from './class-names'
import { dialogOverlayClass, dialogPanelClass } from './dialog-class'
import { OverlayHost } from './overlay-host'
import { useReturnFocus } from './use-return-focus'

export type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  /** Buttons, the main one last. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  children?: ReactNode
}

const sizeClass = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-3xl' }

/** What `Dialog` loads when it first opens. */
export function DialogPanel({ open, onOpenChange, title, description, footer, size = 'md', children }: DialogProps) {
  const focus = useReturnFocus()
  const [content, setContent] = useState<HTMLElement | null>(null)
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={dialogOverlayClass} />
        <RadixDialog.Content
          ref={setContent}
          className={classNames(dialogPanelClass, sizeClass[size])}
          {...focus}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className="flex items-start gap-4 border-b px-4 py-3">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="text-lg font-semibold">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-0.5 text-sm text-muted">{description}</RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close aria-label="Close" className={buttonClass('quiet', 'sm', true)}>
              <X aria-hidden className="size-4" />
            </RadixDialog.Close>
          </header>
          {children ? (
            <div className="min-h-0 overflow-y-auto p-4">
              <OverlayHost value={content}>{children}</OverlayHost>
            </div>
          ) : null}
          {footer ? <footer className="flex justify-end gap-2 border-t px-4 py-3">{footer}</footer> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
