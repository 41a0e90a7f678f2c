import { defineService } from '@/lib/catalogue/define-service'
import { serviceNames } from '@/lib/catalogue/vocabulary'

export const tenant = defineService({
  id: 'tenant',
  name: serviceNames.tenant,
  purpose:
    'Serves one tenant: its configuration, routing, outbound campaigns, call control and the sign-in of its agents.',
  aliases: ['Voice Tenant Service'],
  workload: { namePattern: 't[0-9]+', kind: 'StatefulSet', container: 'tenant|t[0-9]+' },
  metricsPort: null,
  metricsPath: null,
  scrapeIntervalSeconds: null,
  monitoring: [],
  keyFigure: null,
  metrics: [],
  measuredBy: [
    { serviceId: 'agent-state', metric: 'agent_stream_redis_state' },
    { serviceId: 'config', metric: 'config_tenant_response' },
    { serviceId: 'ors', metric: 'orsnode_urs_rlib_state' },
    { serviceId: 'ors', metric: 'orsnode_urs_rlib_latency_msec' },
    { serviceId: 'ors', metric: 'orsnode_urs_rlib_requests' },
    { serviceId: 'ors', metric: 'orsnode_urs_rlib_events' },
    { serviceId: 'ors', metric: 'orsnode_urs_rlib_errors' },
    { serviceId: 'ors', metric: 'orsnode_urs_rlib_timeouts' },
    { serviceId: 'ors', metric: 'orsnode_failed_scripts' },
    { serviceId: 'sip-proxy', metric: 'sipproxy_tenants_count' },
  ],
  alerts: [],
  decisions: [
    {
      about: 'metrics',
      decision:
        'No metrics and no alerts of its own: its status comes from its pods alone. What the other chapters say of it is listed in measuredBy, and every metric with the label tenant speaks of one tenant.',
      reason: 'The Tenant Service belongs to the twelve, but the guide leaves its metrics to a book of its own.',
    },
    {
      about: 'port',
      decision: 'No metrics port. The ports on which others reach it stand with its workload in the deployment facts.',
      reason: 'Both tables of metrics ports have eleven rows, without the Tenant Service.',
    },
    {
      about: 'workload',
      decision: 'A workload named t and digits is the Tenant Service of that tenant.',
      reason: 'The only sample is the pod t2100-0; the name is given by the tenant.',
    },
    {
      about: 'container',
      decision: 'tenant, or the name of the workload as in all other services.',
      reason: 'The storage table says tenant, but says so of Voicemail too, where it is wrong.',
    },
    {
      about: 'status',
      decision: 'Its three containers must all be ready.',
      reason: 'The sample shows t2100-0 with 3 of 3.',
    },
  ],
})
