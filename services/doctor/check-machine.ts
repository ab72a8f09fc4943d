import type { Facts } from './facts.ts'
import { type Finding, fault, notAsked, ok } from './finding.ts'

/** As little room as publishing and a backup need, in bytes. */
const leastFreeBytes = 500_000_000

export function checkNode({ machine: { node } }: Facts): Finding {
  if (Number.parseInt(node.running, 10) >= node.needed) return ok(node.running)
  return fault(
    `${node.running}, and ${node.needed} or newer is needed`,
    'Run this as “npm run …”, which takes the one that “npm ci” installs',
  )
}

export function checkPackages({ machine: { wrongPackages } }: Facts): Finding {
  if (wrongPackages.length === 0) return ok('as package-lock.json says')
  return fault(
    `${wrongPackages.slice(0, 5).join(', ')} missing, or of another version than package-lock.json says`,
    'Run “npm ci”',
  )
}

export function checkDisk({ machine: { freeBytes }, settings }: Facts): Finding {
  if (!freeBytes.known) return notAsked(`the disk of ${settings.dataDir} cannot be read: ${freeBytes.why}`)
  const free = `${(freeBytes.value / 1_000_000_000).toFixed(1)} GB free`
  if (freeBytes.value >= leastFreeBytes) return ok(free)
  return fault(
    `${free} on the disk of ${settings.dataDir}`,
    'Make room (“npm run purge” lists pictures that nothing uses), or set DATA_DIR to a larger disk',
  )
}

export function checkDataFolder({ machine: { dataFolder }, settings: { dataDir } }: Facts): Finding {
  if (!dataFolder.known) {
    return fault(
      `${dataDir} cannot be used: ${dataFolder.why}`,
      'Make it a folder that this user may write to, or set DATA_DIR to another one',
    )
  }
  const { exists, isOpen } = dataFolder.value
  if (!exists) return ok(`${dataDir}, which the first start makes`)
  if (!isOpen) return ok(dataDir)
  return fault(`${dataDir} can be read by other users of this machine`, `Run “chmod go-rwx ${dataDir}”`)
}

export function checkSecrets({ machine: { secrets, dataFolder }, settings }: Facts): Finding {
  const file = `${settings.dataDir}/secrets.env`
  if (settings.isHosted) return notAsked('hosted Sanity has its own: see the tokens below')
  if (!dataFolder.known) return notAsked('the data folder cannot be used')
  if (!secrets.known) {
    return fault(`${file} cannot be read: ${secrets.why}`, 'Run this as the user that runs “npm start”')
  }
  if (secrets.value === null) return notAsked('the first “npm start” makes them')
  const { isOpen, bad } = secrets.value
  if (bad.length > 0) {
    return fault(
      `${file} lacks ${bad.join(' and ')}, or has less than 20 characters of it`,
      'Put the file back from a backup; or move it away, and the next start makes new ones (staff then sign in again)',
    )
  }
  if (isOpen) return fault(`${file} can be read by other users of this machine`, `Run “chmod 600 ${file}”`)
  return ok(`${file}, for its user alone`)
}

export function checkPorts({ machine: { ports } }: Facts): Finding {
  const taken = ports.filter(({ state }) => state === 'taken')
  if (taken.length > 0) {
    return fault(
      taken.map(({ advice }) => advice.replace(/\.$/, '')).join('; '),
      `Stop that program, or set ${taken.map(({ name }) => name).join(' and ')} to another port`,
    )
  }
  if (ports.length === 0) return notAsked('any free port will do')
  return ok(
    ports.map(({ port, state }) => `${port} ${state === 'ours' ? 'in use by us' : 'free'}`).join(', '),
  )
}
