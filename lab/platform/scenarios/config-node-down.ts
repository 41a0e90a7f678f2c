import type { Effect } from './effect'
import type { Scenario } from './scenario'

const message = 'Readiness probe failed: HTTP probe failed with statuscode: 500'

/** The Config Service stops answering: everyone who asks it loses the connection and works from what it remembers. */
export const configNodeDown: Scenario = {
  name: 'config-node-down',
  summary: 'the Config Service stops answering those who depend on it',
  targets: () => [{ name: 'config', about: 'voice-config', aliases: ['voice-config', 'all'] }],
  effects: (): Effect[] => {
    const pods = { workloads: ['voice-config'] }
    return [
      { kind: 'pod', pods, fault: { state: 'not-ready', message } },
      { kind: 'event', pods, type: 'Warning', reason: 'Unhealthy', message, component: 'kubelet', everySeconds: 30 },
      { kind: 'metric', services: ['config'], where: { role: 'health-level' }, change: { state: 'failing' } },
      {
        kind: 'metric',
        services: ['config'],
        where: { name: ['config_healthcheck_generic_exception'] },
        change: { value: 1 },
      },
      {
        kind: 'metric',
        services: ['config'],
        where: {
          name: [
            'config_device_response',
            'config_tenant_response',
            'config_node_get_response',
            'config_node_agent_response',
          ],
        },
        change: { factor: 0 },
      },
      { kind: 'metric', where: { dependency: ['config-node'] }, change: { state: 'failing' } },
      {
        kind: 'metric',
        where: { name: ['http_client_response_count'] },
        labels: { target_service_name: 'voice-config', status: '200' },
        change: { factor: 0 },
      },
      {
        kind: 'metric',
        where: { name: ['http_client_response_count'] },
        labels: { target_service_name: 'voice-config', status: '503' },
        change: { addPerSecond: 1.5 },
      },
      {
        kind: 'metric',
        where: { name: ['http_client_request_duration_seconds'] },
        labels: { target_service_name: 'voice-config' },
        change: { slower: 30 },
      },
      {
        kind: 'metric',
        where: { name: ['voicemail_config_request_failed_total', 'trunk_config_cfg_node_error_count'] },
        change: { addPerSecond: 0.2 },
      },
      {
        kind: 'metric',
        services: ['agent-state', 'sip-cluster', 'sip-proxy', 'voicemail'],
        where: { role: 'health-level' },
        change: { state: 'degraded' },
      },
      { kind: 'usage', pods, cpuFactor: 0.25 },
      {
        kind: 'log',
        pods,
        level: 'error',
        module: 'http',
        message: 'request rejected: event loop blocked for 12.4 s',
        perMinute: 20,
      },
      {
        kind: 'log',
        pods: { workloads: ['voice-agent', 'voice-agent-canary', 'voice-sip', 'voice-sipproxy', 'voice-voicemail'] },
        level: 'warn',
        module: 'config-client',
        message: 'GET http://voice-config:9100/tenant failed with 503; using the cached answer',
        perMinute: 8,
      },
    ]
  },
}
