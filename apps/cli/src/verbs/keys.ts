import { loadConfig, systemClock } from '@maroquin/platform/config';
import { StartupError } from '@maroquin/platform/errors';
import { rewrapInstanceKeys } from '@maroquin/platform/instance';
import { answer, say } from '../common/output.js';
import { commandLogger } from '../common/with-suite.js';

interface Options {
  readonly json?: boolean;
}

/** `maroquin keys rotate`: a new version of each of the customer's keys, while people work. No content is written again. */
export async function keysRotate({ json = false }: Options): Promise<void> {
  const config = loadConfig(process.env);
  if (config.keyProvider.kind === 'pkcs11') {
    throw new StartupError(
      'Une clé PKCS#11 n’a pas de versions, et cette version de Maroquin n’en tient pas plusieurs. Passez par un autre fournisseur (KEY_FORMER=pkcs11, « maroquin keys move »), puis revenez avec un autre PKCS11_KEY.',
      'A PKCS#11 key has no versions, and this version of Maroquin does not keep several. Move to another provider (KEY_FORMER=pkcs11, “maroquin keys move”), then come back with another PKCS11_KEY.',
    );
  }
  if (config.keyProvider.kind === 'file') {
    throw new StartupError(
      'Un fichier de clé n’a pas de versions. Préparez-en un nouveau, donnez-le par KEY_FILE, l’ancien par KEY_FORMER=file et KEY_FORMER_FILE, relancez les serveurs, puis « maroquin keys move ».',
      'A key file has no versions. Prepare a new one, give it by KEY_FILE and the former one by KEY_FORMER=file and KEY_FORMER_FILE, start the servers again, then “maroquin keys move”.',
    );
  }
  const { organisations, missing } = await rewrapInstanceKeys(
    config,
    systemClock,
    commandLogger(config),
    true,
  );
  answer(json, { rotated: true, organisations, missing }, [
    say(
      `Nouvelle version de chaque clé ; celles de ${String(organisations)} organisations en sont protégées. Aucun contenu n’a été récrit.`,
      `A new version of each key; those of ${String(organisations)} organisations are wrapped by it. No content was written again.`,
    ),
    ...leftOut(missing),
  ]);
}

/** `maroquin keys move`: from the provider of KEY_FORMER to that of KEY_PROVIDER, while people work. */
export async function keysMove({ json = false }: Options): Promise<void> {
  const config = loadConfig(process.env);
  const { formerKeyProvider: former } = config;
  if (former === null) {
    throw new StartupError(
      'Donnez l’ancien fournisseur par KEY_FORMER, à cette commande et à chaque serveur, relancez les serveurs, puis recommencez.',
      'Give the former provider by KEY_FORMER, to this command and to every server, start the servers again, then repeat.',
    );
  }
  const { organisations, missing } = await rewrapInstanceKeys(
    config,
    systemClock,
    commandLogger(config),
    false,
  );
  answer(json, { moved: true, from: former.kind, to: config.keyProvider.kind, organisations, missing }, [
    say(
      `Les clés de l’instance et de ${String(organisations)} organisations sont passées de ${former.kind} à ${config.keyProvider.kind}. Retirez KEY_FORMER et relancez les serveurs. Les sauvegardes d’avant demandent encore l’ancienne clé : gardez-la aussi longtemps qu’elles, ou détruisez-la pour qu’elles ne s’ouvrent plus.`,
      `The keys of the instance and of ${String(organisations)} organisations moved from ${former.kind} to ${config.keyProvider.kind}. Remove KEY_FORMER and start the servers again. Earlier backups still need the former key: keep it as long as them, or destroy it so that they do not open any more.`,
    ),
    ...leftOut(missing),
  ]);
}

/** By ids: no name of an organisation whose key is gone or refused opens. */
function leftOut(missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  process.exitCode = 1;
  const ids = missing.join(', ');
  return [
    say(
      `Clé détruite, ou refusée par le fournisseur ; rien n’a changé pour : ${ids}. Si elle n’est que refusée, rendez-la et relancez la commande avant toute autre étape.`,
      `Key destroyed, or refused by the provider; nothing changed for: ${ids}. If it is only refused, allow it again and repeat the command before any other step.`,
    ),
  ];
}
