'use client'

import dynamic from 'next/dynamic'
import { SkeletonBlock } from '@/components/ui/skeleton'

/** The form with its own code, which the head of the page does not wait for. */
export const LazyProfileForm = dynamic(() => import('./profile-form').then((module) => module.ProfileForm), {
  ssr: false,
  loading: () => <SkeletonBlock label="Opening the form" className="h-[40rem]" />,
})
