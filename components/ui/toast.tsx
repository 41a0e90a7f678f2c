'use client'

import dynamic from 'next/dynamic'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'

export type ToastTone = 'done' | 'failed' | 'note'

export type ToastMessage = {
  tone: ToastTone
  title: string
  text?: string
  /** One act, such as undo. `altText` tells screen-reader users another way to it. */
  action?: { label: string; altText: string; run: () => void }
}

export type KeyedMessage = ToastMessage & { key: number }

const ToastStack = dynamic(() => import('./toast-stack').then((module) => module.ToastStack), { ssr: false })

const ToastContext = createContext<(message: ToastMessage) => void>(() => {})

/** Says something that passes. Facts that must stay belong on the page. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<KeyedMessage[]>([])
  const [used, setUsed] = useState(false)
  const show = useCallback((message: ToastMessage) => {
    setUsed(true)
    setMessages((before) => [...before, { ...message, key: (before.at(-1)?.key ?? 0) + 1 }])
  }, [])
  const drop = useCallback((key: number) => setMessages((before) => before.filter((other) => other.key !== key)), [])
  return (
    <ToastContext value={show}>
      {children}
      {used ? <ToastStack messages={messages} onGone={drop} /> : null}
    </ToastContext>
  )
}
