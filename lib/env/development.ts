/** True under `next dev`. A constant of the build, not a setting: Next replaces it while compiling. */
export const development = process.env.NODE_ENV === 'development'
