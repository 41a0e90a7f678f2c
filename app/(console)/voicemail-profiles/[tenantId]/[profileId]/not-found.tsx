export { ProfileMissing as default } from '@/components/voicemail-profiles/profile-missing'
