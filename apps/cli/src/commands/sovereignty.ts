import type { Command } from 'commander';
import { json } from '../common/json-option.js';
import { say } from '../common/output.js';
import type { EgressOptions } from '../verbs/egress.js';
import type { ProveOptions } from '../verbs/prove.js';
import type { SbomOptions } from '../verbs/sbom.js';

export function sovereignty(program: Command): void {
  program
    .command('prove')
    .description(
      say(
        'contrôle et signe ce que cette instance prouve de sa souveraineté',
        'checks and signs what this instance proves of its sovereignty',
      ),
    )
    .option(
      '--pdf <fichier>',
      say('écrit aussi la preuve en PDF', 'also writes the proof as a PDF, in French'),
    )
    .option('--only <numéros>', say('ces propriétés, de 1 à 10', 'these properties, from 1 to 10'))
    .option(...json)
    .action(async (options: ProveOptions) => (await import('../verbs/prove.js')).proveVerb(options));
  program
    .command('sbom')
    .description(
      say(
        'nomenclature des composants, de leurs versions, licences et origines (CycloneDX 1.6)',
        'bill of materials: components, versions, licences and origins (CycloneDX 1.6)',
      ),
    )
    .option(
      '--vex <fichier>',
      say(
        'y met ce qui a été constaté des vulnérabilités (docs/souverainete.md)',
        'puts in what was found of vulnerabilities (docs/souverainete.md)',
      ),
    )
    .action(async (options: SbomOptions) => (await import('../verbs/sbom.js')).sbomVerb(options));
  const egress = program
    .command('egress')
    .description(
      say(
        'règles de pare-feu pour les adresses de la configuration, et rien d’autre',
        'firewall rules for the addresses of the configuration, and nothing else',
      ),
    );
  for (const form of ['nftables', 'networkpolicy'] as const)
    egress
      .command(form)
      .description(say('les écrit sur la sortie', 'prints them'))
      .option(
        '--account <nom>',
        say(
          'compte du serveur, ou étiquette « app.kubernetes.io/name »',
          'account of the server, or label “app.kubernetes.io/name”',
        ),
        'maroquin',
      )
      .action(async (options: EgressOptions) =>
        (await import('../verbs/egress.js')).egressVerb(form, options),
      );
}
