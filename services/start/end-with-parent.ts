// Loaded before a program that knows nothing of its parent: ends it, and all that it started, when the parent is gone.
process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'))
process.channel?.unref()
