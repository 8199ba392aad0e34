import { isIP } from 'node:net';
import type { LdapConfig } from '@maroquin/platform/config';
import { SocketEgress } from '@maroquin/platform/egress';
import { Client, InvalidCredentialsError, ResultCodeError } from 'ldapts';
import { DirectoryDown, toDirectoryDown } from './directory-down.js';
import { startTls } from './start-tls.js';

/** To connect, and to shake hands. */
const CONNECT_MS = 3_000;
/** One answer of the directory, one page of a long one. */
const ANSWER_MS = 5_000;

/** A connection to the directory. Ends by `close`, when it costs too much, or when the directory goes. */
export class Connection {
  private constructor(
    readonly client: Client,
    private readonly destroy: () => void,
  ) {}

  /** Nobody yet. @throws {DirectoryDown} */
  static async open(config: LdapConfig, egress: SocketEgress, maxBytes: number): Promise<Connection> {
    const { host, port, tls, ca } = config;
    const shown = isIP(host) === 6 ? `[${host}]` : host;
    const common = { timeout: ANSWER_MS, connectTimeout: CONNECT_MS };
    try {
      if (tls === 'none') {
        const client = new Client({ url: `ldap://${shown}:${String(port)}`, ...common });
        return new Connection(client, () => void client.unbind().catch(() => undefined));
      }
      const socket = await egress.open(host, port, maxBytes);
      const destroy = (): void => void socket.destroy();
      const late = setTimeout(destroy, CONNECT_MS);
      if (tls === 'starttls') await startTls(socket).finally(() => clearTimeout(late));
      clearTimeout(late);
      const client = new Client({
        url: `ldaps://${shown}:${String(port)}`,
        ...common,
        tlsOptions: {
          socket,
          host,
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(ca === null ? {} : { ca }),
          minVersion: 'TLSv1.2',
          rejectUnauthorized: true,
        },
      });
      return new Connection(client, destroy);
    } catch (error) {
      throw toDirectoryDown(error);
    }
  }

  get isOpen(): boolean {
    return this.client.isConnected;
  }

  /** As our own account. @throws {DirectoryDown} */
  async bindAsService({ bindDn, bindPassword }: LdapConfig): Promise<void> {
    try {
      await this.client.bind(bindDn, bindPassword);
    } catch (error) {
      throw error instanceof ResultCodeError ? new DirectoryDown('bind', error) : toDirectoryDown(error);
    }
  }

  /**
   * Whether this is somebody's password. An empty one is never sent: it is a bind as nobody, which succeeds (RFC 4513
   * §5.1.2).
   * @throws {DirectoryDown}
   */
  async isPassword(dn: string, password: string): Promise<boolean> {
    if (dn === '' || password === '') return false;
    try {
      await this.client.bind(dn, password);
      return true;
    } catch (error) {
      if (error instanceof InvalidCredentialsError) return false;
      // 51 busy, 52 unavailable: not said of the password
      if (error instanceof ResultCodeError && ![51, 52].includes(error.code)) return false;
      throw toDirectoryDown(error);
    }
  }

  close(): void {
    this.destroy();
  }
}
