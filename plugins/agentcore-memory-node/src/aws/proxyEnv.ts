/** A proxy as `http.Agent` takes it. */
export type ProxyEnv = Readonly<Record<string, string | undefined>>;

/**
 * What agents of our own are told of proxies: the environment, where Node is told to use it. Its global agents do so
 * by themselves, others only when they are told.
 *
 * @see https://nodejs.org/docs/latest-v22.x/api/http.html#built-in-proxy-support
 */
export function proxyEnv(
  env: ProxyEnv = process.env,
  execArgv: readonly string[] = process.execArgv,
): { proxyEnv?: ProxyEnv } {
  const isOn =
    env.NODE_USE_ENV_PROXY === '1' ||
    [...execArgv, ...(env.NODE_OPTIONS ?? '').split(' ')].includes(
      '--use-env-proxy',
    );
  return isOn ? { proxyEnv: env } : {};
}
