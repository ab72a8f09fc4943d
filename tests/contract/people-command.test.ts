import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { type Command, parseCommand } from '#services/people/command.ts'
import { executeCommand } from '#services/people/execute-command.ts'
import { childEnvironment } from '#tests/child-environment.ts'
import {
  readToken,
  startTestLake,
  type TestLake,
  temporaryFolder,
  writeToken,
} from './content-lake-fixture.ts'

const run = promisify(execFile)

test('invites, lists, links, changes the role and ends, in words that name what to do next', async () => {
  await using lake = await startTestLake()
  const people = peopleOf(lake)
  expect(await people('list')).toContain('npm run people -- invite')

  const invited = await people('invite', '--name', 'Dana Whitfield')
  const id = idIn(invited)
  expect(invited).toContain('is invited as editor')
  const { token } = await lake.client({}).request({ url: `/auth/fetch?sid=${sidIn(invited)}` })
  expect(await lake.client({ token }).request({ url: '/users/me' })).toMatchObject({ id, role: 'editor' })

  const again = await people('invite', '--name', 'dana whitfield', '--role', 'administrator')
  expect(again).toContain(`npm run people -- end ${idIn(again)}”, then “npm run people -- link ${id}`)
  expect(await people('role', id, 'viewer')).toContain('is now viewer')
  expect(sidIn(await people('link', id))).toMatch(/^sid-/)
  expect(await people('list')).toMatch(
    new RegExp(`^Dana Whitfield +viewer +${id} +a program, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +1$`, 'm'),
  )
  expect(await people('end', id)).toContain('signed out everywhere')
  expect(await people('list')).toMatch(new RegExp(`Access ended:\n  Dana Whitfield \\(${id}\\), `))
})

test('says what to do where it cannot be done', async () => {
  await using lake = await startTestLake()
  const people = peopleOf(lake)
  await expect(people('link', 'staff-none')).rejects.toThrow('“npm run people” lists them')
  await expect(people('invite', '--name', 'x'.repeat(81))).rejects.toThrow('at most 80 characters')
  await expect(people('invite', '--name', 'Dana\u001b[2J')).rejects.toThrow('on one line')
  const id = idIn(await people('invite', '--name', 'Dana', '--role', 'administrator'))
  await expect(people('end', id)).rejects.toThrow('--anyway')
  expect(await people('end', id, '--anyway')).toContain('SANITY_API_WRITE_TOKEN')
  await expect(people('link', id)).rejects.toThrow('Invite them again')
  await expect(peopleOf(lake, readToken)('list')).rejects.toThrow('Only an administrator')
  await expect(peopleOf(lake, 'another-key-of-another-lake')('list')).rejects.toThrow(
    'does not know this key',
  )
})

test.each([
  [['invite'], 'Say who'],
  [['invite', '--name', 'Dana', '--role', 'owner'], 'There is no role “owner”'],
  [['role', 'staff-1'], 'Say which role'],
  [['end'], 'Say whose'],
  [['end', '../../hooks'], 'Say whose'],
  [['remove', 'staff-1'], 'There is no “remove”'],
  [['end', 'staff-1', 'staff-2'], '“staff-2” is too much'],
])('does nothing for %j, and says why', (args, reason) => {
  expect(() => parseCommand(args)).toThrow(reason)
})

test('is a command that finds the running lake and its key, and says how to start it', async () => {
  await using folder = await temporaryFolder()
  await writeFile(join(folder.path, 'secrets.env'), `SANITY_API_WRITE_TOKEN=${writeToken}\n`)
  const lake = await startTestLake()
  const env = { ...childEnvironment(), DATA_DIR: folder.path, STUDIO_PORT: new URL(lake.url).port }
  const command = (...args: string[]) => run(process.execPath, ['services/people.ts', ...args], { env })
  expect((await command('invite', '--name', 'Dana Whitfield')).stdout).toContain(`${lake.url}/#sid=`)
  await lake[Symbol.asyncDispose]()
  await expect(command()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') })
  await expect(command('--help')).resolves.toMatchObject({ stdout: expect.stringContaining('end ID') })
})

function peopleOf(lake: TestLake, token = writeToken) {
  const context = { client: lake.client({ token }), studioUrl: lake.url, timeZone: 'UTC' }
  return async (...args: [Command['name'], ...string[]]) => executeCommand(parseCommand(args), context)
}

function idIn(words: string): string {
  return /\((staff-\w+)\)/.exec(words)?.[1] ?? ''
}

function sidIn(words: string): string {
  return decodeURIComponent(/#sid=(\S+)/.exec(words)?.[1] ?? '')
}
