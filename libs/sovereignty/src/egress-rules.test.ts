import { loadConfig } from '@maroquin/platform/config';
import { endpointsOf, type Resolve } from '@maroquin/platform/egress';
import { describe, expect, it } from 'vitest';
import { destinationsOf, toNetworkPolicy, toNftables } from './egress-rules.js';

const resolve: Resolve = async (host) => {
  if (host === 'nulle-part.exemple.fr') throw new Error('ENOTFOUND');
  return { addresses: host.startsWith('relais') ? ['10.0.0.9', 'fd00::9'] : ['93.184.216.34'], aliases: [] };
};
const of = (env: NodeJS.ProcessEnv) => destinationsOf(endpointsOf(loadConfig(env)), resolve);
const ENV = { SMTP_URL: 'smtp://relais.exemple.fr:587', DATABASE_URL: 'postgres://m@10.0.0.5:5433/m' };

describe('rules for a firewall', () => {
  it('name each address of each endpoint with its port, and nothing of this machine', async () => {
    expect(
      await of({
        ...ENV,
        OIDC_ISSUER: 'http://localhost:8080/',
        OIDC_CLIENT_ID: 'a',
        OIDC_CLIENT_SECRET: 'b',
      }),
    ).toEqual([
      { address: '10.0.0.5', port: 5433, host: '10.0.0.5' },
      { address: '10.0.0.9', port: 587, host: 'relais.exemple.fr' },
      { address: 'fd00::9', port: 587, host: 'relais.exemple.fr' },
    ]);
    expect(await of({})).toEqual([]);
  });

  it('are not made while a name leads nowhere', async () => {
    await expect(of({ SMTP_URL: 'smtp://nulle-part.exemple.fr' })).rejects.toThrow();
  });

  it('let the account of the server go there, and reject everything else it sends', async () => {
    const text = toNftables(await of(ENV), {
      account: 'maroquin',
      nameServers: ['10.0.0.2', '[fd00::2]:5353', 'fe80::1%eth0'],
    });
    expect(text).toContain('ip daddr 10.0.0.5 tcp dport 5433 accept comment "10.0.0.5"');
    expect(text).toContain('ip6 daddr fd00::9 tcp dport 587 accept comment "relais.exemple.fr"');
    expect(text).toContain('ip daddr 10.0.0.2 meta l4proto { tcp, udp } th dport 53 accept');
    expect(text).toContain('ip6 daddr fd00::2 meta l4proto { tcp, udp } th dport 5353 accept');
    expect(text).toContain('ip6 daddr fe80::1 meta');
    const lines = text.split('\n').map((line) => line.trim());
    expect(lines.indexOf('meta skuid != "maroquin" return')).toBeLessThan(
      lines.indexOf('oifname "lo" accept'),
    );
    // Whatever leaves the machine goes to an address that is named.
    const open = lines.filter((line) => / accept( |$)/.test(line) && !/^ip6? daddr \S+ /.test(line));
    expect(open).toEqual(['oifname "lo" accept', 'ct state established,related accept']);
    expect(lines.at(-4)).toBe('counter reject with icmpx admin-prohibited');
  });

  it('become a NetworkPolicy that names the same places', async () => {
    const policy: unknown = JSON.parse(toNetworkPolicy(await of(ENV), 'maroquin'));
    expect(policy).toMatchObject({
      kind: 'NetworkPolicy',
      spec: {
        // The label that the pods have in deploy/kustomize.
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'maroquin' } },
        policyTypes: ['Egress'],
        egress: [
          {},
          { to: [{ ipBlock: { cidr: '10.0.0.5/32' } }], ports: [{ port: 5433 }] },
          { to: [{ ipBlock: { cidr: '10.0.0.9/32' } }] },
          { to: [{ ipBlock: { cidr: 'fd00::9/128' } }] },
        ],
      },
    });
  });
});
