import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { LdapConfig } from '@maroquin/platform/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryClient } from '@maroquin/provisioning';
import { AGENTS, configOf, DirectoryDesk, PASSWORD } from './directory-world.js';

let desk: DirectoryDesk;
const clients: DirectoryClient[] = [];
const servers: Server[] = [];
const sockets = new Set<Socket>();
beforeAll(async () => {
  desk = await DirectoryDesk.open();
  await desk.person('camille');
});
afterAll(async () => {
  for (const client of clients) client.close();
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  await desk.close();
});

function client(other: Partial<LdapConfig>): DirectoryClient {
  const one = new DirectoryClient(configOf(desk.server, other), () => new Date());
  clients.push(one);
  return one;
}
const recognise = (other: Partial<LdapConfig>) => client(other).recognise('camille', PASSWORD);
const down = (reason: string) => ({ name: 'DirectoryDown', reason });

/** A server that says what it is told to. */
async function pretending(answer: (socket: Socket, heard: Buffer, turn: number) => void): Promise<number> {
  const server = createServer((socket) => {
    let turn = 0;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (heard) => answer(socket, heard, (turn += 1)));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
const tlv = (tag: number, ...parts: Buffer[]): Buffer => {
  const value = Buffer.concat(parts);
  const length = Buffer.alloc(5);
  length.writeUInt8(0x84, 0);
  length.writeUInt32BE(value.length, 1);
  return Buffer.concat([Buffer.from([tag]), length, value]);
};
const message = (id: number, operation: Buffer): Buffer => tlv(0x30, tlv(0x02, Buffer.from([id])), operation);
const result = (tag: number, code = 0): Buffer =>
  tlv(tag, tlv(0x0a, Buffer.from([code])), tlv(0x04), tlv(0x04));
/** Message id of a request: the first integer of one octet. */
const idOf = (heard: Buffer): number => heard[heard.indexOf(Buffer.from([0x02, 0x01])) + 2] ?? 0;

describe('by TLS', () => {
  it.each([
    ['ldaps', 'tlsPort'],
    ['starttls', 'port'],
  ] as const)('%s reaches the directory under the name of its certificate', async (tls, port) => {
    const person = await recognise({ tls, host: 'localhost', port: desk.server[port] });
    expect(person?.claims.email).toBe('camille@var.example.fr');
  });

  it.each([
    ['ldaps', 'tlsPort'],
    ['starttls', 'port'],
  ] as const)('%s is refused under another name, before a password leaves', async (tls, port) => {
    await expect(recognise({ tls, port: desk.server[port] })).rejects.toMatchObject(down('tls'));
  });

  it('a certificate of an authority that was not named is refused', async () => {
    const place = { tls: 'ldaps', host: 'localhost', port: desk.server.tlsPort, ca: null } as const;
    await expect(recognise(place)).rejects.toMatchObject(down('tls'));
  });

  it('what somebody puts behind the answer to StartTLS in clear is not taken for the directory’s', async () => {
    const yes = message(1, result(0x78));
    // an answer to the bind that follows, whose last octets are to come by TLS
    const planted = message(2, result(0x61)).subarray(0, -2);
    for (const heard of [
      Buffer.concat([yes, planted]),
      message(1, result(0x78, 52)),
      Buffer.from('HTTP/1.1'),
    ]) {
      const port = await pretending((socket) => socket.write(heard));
      await expect(recognise({ tls: 'starttls', host: 'localhost', port })).rejects.toMatchObject(
        down('starttls'),
      );
    }
  });

  it('a server that never answers StartTLS is left after three seconds', async () => {
    const port = await pretending(() => undefined);
    const begun = performance.now();
    await expect(recognise({ tls: 'starttls', host: 'localhost', port })).rejects.toMatchObject({
      name: 'DirectoryDown',
    });
    expect(performance.now() - begun).toBeLessThan(6_000);
  });
});

describe('a directory that is not as it should be', () => {
  it('nobody there: it is down', async () => {
    const port = await pretending(() => undefined);
    servers.at(-1)?.close();
    await expect(recognise({ port })).rejects.toMatchObject(down('unreachable'));
  });

  it('refuses our own account: it is down, and nobody is told that a password was wrong', async () => {
    await expect(recognise({ bindPassword: 'autre' })).rejects.toMatchObject(down('bind'));
  });

  it('has another base: it is down', async () => {
    await expect(recognise({ baseDn: 'dc=ailleurs,dc=fr' })).rejects.toMatchObject({ name: 'DirectoryDown' });
  });

  it('a bind without a password never leaves, so no server can say yes to it', async () => {
    let binds = 0;
    const port = await pretending((socket, heard) => {
      binds += 1;
      socket.write(message(idOf(heard), result(0x61)));
    });
    const one = client({ port });
    const connections = Reflect.get(one, 'connections') as {
      once<T>(
        cost: object,
        work: (c: { isPassword(dn: string, p: string): Promise<boolean> }) => Promise<T>,
      ): Promise<T>;
    };
    const ask = (dn: string, password: string) =>
      connections.once({ withinMs: 3_000 }, (connection) => connection.isPassword(dn, password));
    expect(await ask(`uid=camille,${AGENTS}`, '')).toBe(false);
    expect(await ask('', PASSWORD)).toBe(false);
    expect(binds).toBe(0);
  });

  it('answers more entries than were asked for: nobody is recognised', async () => {
    const port = await pretending((socket, heard, turn) => {
      const id = idOf(heard);
      if (turn === 1) socket.write(message(id, result(0x61)));
      else {
        const entry = message(id, tlv(0x64, tlv(0x04, Buffer.from('uid=a')), tlv(0x30)));
        socket.write(Buffer.concat([entry, entry, entry, message(id, result(0x65))]));
      }
    });
    await expect(recognise({ port })).rejects.toMatchObject(down('too-large'));
  });

  it('sends referrals: they are not followed', async () => {
    let led = 0;
    const elsewhere = await pretending(() => (led += 1));
    const port = await pretending((socket, heard, turn) => {
      const id = idOf(heard);
      if (turn === 1) return socket.write(message(id, result(0x61)));
      const uri = tlv(0x04, Buffer.from(`ldap://127.0.0.1:${String(elsewhere)}/dc=fr`));
      return socket.write(Buffer.concat([message(id, tlv(0x73, uri)), message(id, result(0x65, 10))]));
    });
    await expect(recognise({ port })).rejects.toMatchObject({ name: 'DirectoryDown' });
    expect(led).toBe(0);
  });

  it('hangs while forty people come at once: all know within fifteen seconds', async () => {
    const one = client({});
    desk.server.signal('SIGSTOP');
    const begun = performance.now();
    const all = Array.from({ length: 40 }, () =>
      one.recognise('camille', PASSWORD).then(
        () => 'in',
        (error: unknown) => (error instanceof Error ? error.name : 'other'),
      ),
    );
    const answers = await Promise.all(all);
    const took = performance.now() - begun;
    desk.server.signal('SIGCONT');
    expect(new Set(answers)).toEqual(new Set(['DirectoryDown']));
    expect(took).toBeLessThan(15_000);
    expect((await one.recognise('camille', PASSWORD))?.logins).toEqual(['camille']);
  }, 30_000);

  it('is killed in the middle of a long search: nothing of it counts', async () => {
    for (let n = 0; n < 1_200; n += 1)
      await desk.person(`foule${String(n)}`, { more: { description: 'x'.repeat(200) } });
    const reading = client({}).readAll();
    const ended = expect(reading).rejects.toMatchObject({ name: 'DirectoryDown' });
    await desk.server.kill();
    await ended;
    await desk.server.start();
    await desk.reconnect();
    expect((await client({}).readAll()).people.length).toBeGreaterThan(1_200);
  });
});
