import { getServers, lookup, Resolver } from 'node:dns/promises';

/** What a name leads to at this moment. */
export interface Resolved {
  /** IPv4 and IPv6, as the system orders them; empty: the name does not exist. */
  readonly addresses: readonly string[];
  /** Names that it stands for (CNAME), the last one last. */
  readonly aliases: readonly string[];
}

/** Handed in, so that tests decide what names mean. */
export type Resolve = (host: string) => Promise<Resolved>;

/** Whom this machine asks for names, as Node writes them: an address, or one with its port. */
export const nameServers = (): readonly string[] => getServers();

const MAX_ALIASES = 8;

/** By the system's own resolver, /etc/hosts included, for whoever is about to connect. @throws {Error} when it does not answer */
export const resolveAddresses: Resolve = async (host) => ({
  addresses: (await lookup(host, { all: true })).map(({ address }) => address),
  aliases: [],
});

/** The same, and what the name stands for: asked of the name server alone. @throws {Error} when there is no address */
export const systemResolve: Resolve = async (host) => {
  const [{ addresses }, aliases] = await Promise.all([resolveAddresses(host), aliasesOf(host)]);
  return { addresses, aliases };
};

/** A name server that is silent holds up no start. */
const ALIASES = { timeout: 2_000, tries: 1 };

async function aliasesOf(host: string): Promise<string[]> {
  const aliases: string[] = [];
  const resolver = new Resolver(ALIASES);
  let name = host;
  while (aliases.length < MAX_ALIASES) {
    // A name without an alias, and a machine without a name server, both have none.
    const [alias] = await resolver.resolveCname(name).catch(() => []);
    if (alias === undefined) break;
    name = alias.toLowerCase();
    aliases.push(name);
  }
  return aliases;
}
