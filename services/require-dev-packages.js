// Loaded by every script of a developer's before its own file: what it needs, “npm ci --omit=dev” leaves out, and the shell
// or the file would fail in words of its own.
import { existsSync, readFileSync } from 'node:fs'
import './require-node.js'

const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const missing = Object.keys(devDependencies).find(
  name => !existsSync(new URL(`../node_modules/${name}`, import.meta.url)),
)
if (missing) {
  console.error(
    `This is for development and needs ${missing}, which is not installed: run “npm ci” without “--omit=dev”, then this again.`,
  )
  process.exit(1)
}
