/**
 * The path at which staff open the Studio, named by the server in its page: “/” where it has a host name of its own.
 * `page` is undefined where the configuration is read outside a browser.
 */
export function findBasePath(page: Pick<Document, 'querySelector'> | undefined): string {
  return page?.querySelector('meta[name="clinic-studio-path"]')?.getAttribute('content') || '/'
}
