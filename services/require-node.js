// Every script loads this first. It is JavaScript that any version of Node.js runs: the scripts themselves are TypeScript, on
// which an older version fails with a message of its own, or exits without one.
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const needed = Number(/\d+/.exec(engines.node)?.[0])
const advice = existsSync(new URL('../node_modules', import.meta.url))
  ? 'install it, or run this as “npm run …”, which takes the one that “npm ci” installs'
  : 'run “npm ci”, which installs it, then this again'

if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(`This needs Node.js ${needed} or newer, and runs on ${process.versions.node}: ${advice}.`)
  process.exit(1)
}
if (!existsSync(new URL('../node_modules', import.meta.url))) {
  console.error('The packages are not installed: run “npm ci”, then this again.')
  process.exit(1)
}

// A program of ours would compile for half of its first second: Node keeps what it compiled, for those that it starts as well.
// Where it cannot write there, it does without.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../.build/compile-cache', import.meta.url))
module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
