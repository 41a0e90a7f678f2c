'use client'

import { useState } from 'react'
import type { MailboxImport } from '@/lib/imports/schema'
import { follow, type Progress, progressOf, type Task, type Track, taskOf } from './import-progress'

/** How far the work of an import is and how fast it goes; null while it is at none. */
export function useImportTrack(record: MailboxImport): { task: Task; progress: Progress } | null {
  const [track, setTrack] = useState<Track | null>(null)
  const task = taskOf(record)
  if (!task) return null
  // A pause, or the turn of another import, is no part of a rate.
  const next = follow(track, `${record.state} ${task.what}`, { atMs: Date.parse(record.observedAt), done: task.done })
  if (next !== track) setTrack(next)
  return { task, progress: progressOf(task, next) }
}
