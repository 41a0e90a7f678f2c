/** Small objects for this folder's tests. */

export const workload = (name: string, replicas: number) => ({
  metadata: { name, namespace: 'voice', labels: { app: name } },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { spec: { containers: [{ name: 'main', image: 'a:1' }] } },
  },
  status: { replicas },
})

export const pod = (name: string, labels: Record<string, string> = {}) => ({
  metadata: { name, namespace: 'voice', labels },
  spec: { nodeName: 'node-1', containers: [{ name: 'main' }] },
  status: { phase: 'Running' },
})
