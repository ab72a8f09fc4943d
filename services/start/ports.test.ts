import { expect, test } from 'vitest'
import { serve } from '#tests/serve.ts'
import { settlePorts } from './ports.ts'

test('picks free ports, each its own, below those that outgoing connections may be given', async () => {
  const ports = await settlePorts('127.0.0.1', { STUDIO_PORT: 0, SITE_PORT: 0 })
  for (const port of Object.values(ports)) {
    expect(port).toBeGreaterThanOrEqual(20_000)
    expect(port).toBeLessThan(32_000)
  }
  expect(ports.SITE_PORT).not.toBe(ports.STUDIO_PORT)
})

test('names the port that is taken and the variable to change', async () => {
  await using server = await serve(() => {})
  const { port } = server
  const settling = settlePorts('127.0.0.1', { STUDIO_PORT: 0, SITE_PORT: port })
  await expect(settling).rejects.toThrow(`Port ${port} is taken`)
  await expect(settling).rejects.toThrow('set SITE_PORT to a free port')
  // systemd may hold the site's port, and that one alone.
  await expect(settling).rejects.toThrow('clinic-site.socket')
  await expect(settlePorts('127.0.0.1', { STUDIO_PORT: port })).rejects.not.toThrow('clinic-site.socket')
})
