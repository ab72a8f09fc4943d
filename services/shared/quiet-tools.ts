/** For every tool that scripts run: none reports its use or looks for its updates, as no process here contacts another machine unasked. */
export const quietTools = {
  ASTRO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NO_UPDATE_NOTIFIER: '1',
  CI: 'true',
} as const
