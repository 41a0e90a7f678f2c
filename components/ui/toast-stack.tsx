'use client'

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import * as RadixToast from 'radix-ui/toast'
import { buttonClass } from './button-class'
import type { KeyedMessage, ToastMessage } from './toast'

const look = {
  done: { icon: CircleCheck, className: 'text-ok-text' },
  failed: { icon: CircleAlert, className: 'text-failing-text' },
  note: { icon: Info, className: 'text-accent-text' },
}

function ToastCard({ message, onGone }: { message: ToastMessage; onGone: () => void }) {
  const Icon = look[message.tone].icon
  return (
    <RadixToast.Root
      // A failure waits to be closed: it may need reading twice.
      duration={message.tone === 'failed' ? Number.POSITIVE_INFINITY : 6000}
      onOpenChange={(open) => {
        if (!open) onGone()
      }}
      className="appear flex items-start gap-2.5 rounded-box border border-line-strong bg-raised p-3"
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look[message.tone].className}`} />
      <div className="min-w-0 flex-1">
        <RadixToast.Title className="text-sm font-medium">{message.title}</RadixToast.Title>
        {message.text ? (
          <RadixToast.Description className="text-sm text-muted">{message.text}</RadixToast.Description>
        ) : null}
      </div>
      {message.action ? (
        <RadixToast.Action
          altText={message.action.altText}
          onClick={message.action.run}
          className={buttonClass('secondary', 'sm')}
        >
          {message.action.label}
        </RadixToast.Action>
      ) : null}
      <RadixToast.Close aria-label="Close" className={buttonClass('quiet', 'sm', true)}>
        <X aria-hidden className="size-4" />
      </RadixToast.Close>
    </RadixToast.Root>
  )
}

type ToastStackProps = { messages: readonly KeyedMessage[]; onGone: (key: number) => void }

/** The messages at the corner of the page. Loaded with the first one. */
export function ToastStack({ messages, onGone }: ToastStackProps) {
  return (
    <RadixToast.Provider label="Notification" swipeDirection="right">
      {messages.map((message) => (
        <ToastCard key={message.key} message={message} onGone={() => onGone(message.key)} />
      ))}
      <RadixToast.Viewport className="fixed right-0 bottom-0 z-50 flex w-full max-w-96 flex-col gap-2 p-4 outline-none" />
    </RadixToast.Provider>
  )
}
