import { loadConfig } from '@maroquin/platform/config';
import { endpointsOf, nameServers, resolveAddresses } from '@maroquin/platform/egress';
import { StartupError } from '@maroquin/platform/errors';
import { destinationsOf, toNetworkPolicy, toNftables } from '@maroquin/sovereignty';

export interface EgressOptions {
  readonly account: string;
}

const PLAIN = /^[a-z_][a-z0-9_-]{0,62}$|^\d{1,10}$/;

/** `maroquin egress nftables|networkpolicy`: rules that let this server reach its endpoints and nothing else. */
export async function egressVerb(
  form: 'nftables' | 'networkpolicy',
  { account }: EgressOptions,
): Promise<void> {
  if (!PLAIN.test(account))
    throw new StartupError(
      'Le nom de compte ou d’application n’a que des lettres minuscules, des chiffres et des tirets.',
      'The name of the account or of the application has small letters, digits and hyphens only.',
    );
  const endpoints = endpointsOf(loadConfig(process.env));
  const destinations = await destinationsOf(endpoints, resolveAddresses).catch((error: unknown) => {
    throw new StartupError(
      'Un nom de la configuration ne mène à aucune adresse : des règles sans elle couperaient le service. Corrigez le serveur de noms.',
      'A name of the configuration leads to no address: rules without it would cut the service off. Correct the name server.',
      { cause: error },
    );
  });
  process.stdout.write(
    form === 'nftables'
      ? toNftables(destinations, { account, nameServers: nameServers() })
      : toNetworkPolicy(destinations, account),
  );
}
