const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Packages with native parts or worker files: loaded by Node as they are, not bundled.
  serverExternalPackages: [
    'pino',
    'pg',
    'pg-boss',
    '@kubernetes/client-node',
    '@node-rs/argon2',
    'prometheus-query',
    'prom-client',
    '@azure/storage-blob',
    '@aws-sdk/client-s3',
    '@aws-sdk/lib-storage',
    'mpg123-decoder',
  ],
  // `authInterrupts`: a page that the reader's roles do not open answers 403 (app/(console)/forbidden.tsx).
  experimental: { optimizePackageImports: ['recharts', 'radix-ui'], authInterrupts: true },
  // Pages carry a Content-Security-Policy with a nonce per request, set in proxy.ts; answers of the API never render.
  async headers() {
    return [
      { source: '/:path*', headers: securityHeaders },
      {
        source: '/api/:path*',
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
      },
    ]
  },
}

export default config
