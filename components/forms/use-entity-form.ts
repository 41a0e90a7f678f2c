'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type DefaultValues, type Path, useForm } from 'react-hook-form'
import type { z } from 'zod'
import { currentInstant } from '@/components/ui/clock'
import {
  type ChangedField,
  compareVersions,
  type FieldValues,
  mergeVersions,
  overSaved,
  type Side,
} from './compare-versions'
import { clearDraft, type Draft, readDraft, writeDraft } from './draft'
import { type DraftStore, draftStore } from './draft-store'
import { describeSaveFailure, type SaveFailure, splitIssues } from './save-failure'

type Versioned<Values> = { values: Values; version: number }

export type EntityFormOptions<Values extends FieldValues, Output, Saved> = {
  /** Under which what is typed is kept in this tab: `tenant.t1`, `tenant.new`. */
  draftKey: string
  /** The schema that the server uses. */
  schema: z.ZodType<Output, Values>
  /** The entity as the form is opened on it; later changes of these two are not looked at. */
  initial: Values
  version: number | null
  /** `base`: the values on which the form stands, for those who send only what differs. */
  save: (values: Output, version: number | null, base: Values) => Promise<Saved>
  /** Reads the entity again after a conflict. Without it a conflict is a plain failure. */
  reread?: () => Promise<Versioned<Values>>
  /** What was saved, as a form over it would be opened, and that form's `draftKey`. */
  savedAs: (saved: Saved) => Versioned<Values> & { draftKey: string }
  /**
   * `typedOn`: what was typed while the save was on its way is not saved. It waits in this form, which then should not close, and as
   * a draft under the key that `savedAs` names.
   */
  onSaved: (saved: Saved, typedOn: boolean) => void
}

type Standing<Values> = { key: string; base: Values; version: number | null }

/** Keeps what differs from what the form stands on. */
function keepDraft<Values extends FieldValues>(
  kept: DraftStore | null,
  { key, base, version }: Standing<Values>,
  values: Values,
) {
  if (!kept) return
  if (compareVersions(base, values, base).length === 0) clearDraft(kept, key)
  else writeDraft(kept, key, { base, version, savedAt: currentInstant(), values })
}

/** What was typed, kept in this tab from the first key on, so that no failure, sign-out or reload loses it. */
function useDraft<Values extends FieldValues>(draftKey: string, initial: Values, version: number | null) {
  const [kept] = useState(draftStore)
  const [found] = useState<Draft<Values> | null>(() => (kept ? readDraft(kept, draftKey, initial) : null))
  const [opened, setOpened] = useState<Standing<Values>>({
    key: draftKey,
    base: found?.base ?? initial,
    version: found ? found.version : version,
  })
  // What is typed is compared with it in the very moment of a change, which may come before the next drawing.
  const standing = useRef(opened)
  const standOn = useCallback((key: string, base: Values, on: number | null) => {
    standing.current = { key, base, version: on }
    setOpened(standing.current)
  }, [])
  return { kept, found, opened, standing, standOn }
}

/**
 * A form over one entity: validates with the server's schema, keeps a draft, gives refused fields their sentences, and after a
 * conflict offers to merge. Once saved it stands on what was saved, and on top of that what was typed meanwhile.
 */
export function useEntityForm<Values extends FieldValues, Output, Saved>(
  options: EntityFormOptions<Values, Output, Saved>,
) {
  const { draftKey, schema, initial, version, save, reread, savedAs, onSaved } = options
  const { kept, found, opened, standing, standOn } = useDraft(draftKey, initial, version)
  const [restoredAt, setRestoredAt] = useState(found?.savedAt ?? null)
  const [failure, setFailure] = useState<SaveFailure | null>(null)
  const [theirs, setTheirs] = useState<Versioned<Values> | null>(null)
  const [typedOn, setTypedOn] = useState(false)
  const form = useForm<Values, unknown, Output>({
    resolver: zodResolver(schema),
    // A whole set of values is a partial one too, which TypeScript cannot see through the type parameter.
    defaultValues: opened.base as DefaultValues<Values>,
  })
  const { reset, getValues, setError, subscribe } = form

  useEffect(() => {
    if (found) reset(found.values, { keepDefaultValues: true })
  }, [found, reset])

  useEffect(() => {
    return subscribe({ formState: { values: true }, callback: () => keepDraft(kept, standing.current, getValues()) })
  }, [subscribe, getValues, standing, kept])

  function forget() {
    if (kept) clearDraft(kept, standing.current.key)
  }

  async function explain(error: unknown) {
    const known = describeSaveFailure(error)
    const { own, other } = splitIssues(known.fields, Object.keys(initial) as (keyof Values & string)[])
    own.forEach(({ name, message }, index) => {
      // A name of a flat form is a path of it, which TypeScript cannot see through the type parameter.
      setError(name as string as Path<Values>, { type: 'server', message }, { shouldFocus: index === 0 })
    })
    if (known.kind === 'conflict' && reread) {
      const current = await reread().catch(() => null)
      if (current && current.version !== opened.version) {
        setTheirs(current)
        return
      }
    }
    setFailure(own.length > 0 && other.length === 0 ? null : { ...known, fields: [] })
  }

  const submit = form.handleSubmit(async (output) => {
    setFailure(null)
    setTypedOn(false)
    const sent = { ...getValues() }
    try {
      const saved = await save(output, opened.version, opened.base)
      onSaved(saved, standOnSaved(sent, savedAs(saved)))
    } catch (error) {
      await explain(error)
    }
  })

  /** True when this form holds more than was saved. */
  function standOnSaved(sent: Values, saved: Versioned<Values> & { draftKey: string }): boolean {
    const over = overSaved(sent, getValues(), saved.values)
    forget()
    reopen(saved, saved.draftKey)
    if (over.typedOn) reset(over.values, { keepDefaultValues: true })
    // A dialog that was closed meanwhile hears of no change any more.
    keepDraft(kept, standing.current, over.values)
    setTypedOn(over.typedOn)
    return over.typedOn
  }

  /** Puts the merged values into the form, on top of what is saved now; saving is a second, deliberate step. */
  function merge(changed: readonly ChangedField[], chosen: Readonly<Record<string, Side>>) {
    if (!theirs) return
    const merged = mergeVersions(getValues(), theirs.values, changed, chosen)
    reopen(theirs)
    reset(merged, { keepDefaultValues: true })
  }

  /** Puts the form on a newer state of the entity, as if it had been opened on it. What was typed is replaced. */
  function reopen({ values, version: on }: { values: Values; version: number | null }, key = standing.current.key) {
    standOn(key, values, on)
    reset(values)
    setRestoredAt(null)
    setTheirs(null)
    setFailure(null)
    setTypedOn(false)
  }

  /** Gives up what was typed and goes back to the newest state of the entity that this form knows. */
  function discard() {
    forget()
    // An opener that still holds what it opened the form on knows less than a form that has saved since.
    const savedSince = opened.version !== null && version !== null && opened.version > version
    reopen(savedSince ? { values: opened.base, version: opened.version } : { values: initial, version })
  }

  return {
    form,
    version: opened.version,
    submit: () => void submit(),
    busy: form.formState.isSubmitting,
    isDirty: form.formState.isDirty,
    failure,
    restoredAt,
    typedOn,
    discard,
    reopen,
    conflict: theirs ? compareVersions(opened.base, getValues(), theirs.values) : null,
    merge,
  }
}
