export { TenantMissing as default } from '@/components/voicemail/tenant-missing'
