/**
 * Node's own HTTP server. To import `node:http` is to read all that it exports, and so to load Node's WebSocket and fetch:
 * 50 ms of the processor in each process and thread, and most use neither.
 */
export const { createServer, STATUS_CODES } = process.getBuiltinModule('node:http')
