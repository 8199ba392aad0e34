import type { ChainChecks } from '@maroquin/access';
import {
  anchorChain,
  AnchorFolder,
  type AnchorPlace,
  checkpointLine,
  fingerprint,
} from '@maroquin/platform/audit';
import type { Instance } from '@maroquin/platform/instance';
import type { Schedule } from '@maroquin/platform/jobs';

/** Ends of chains go by mail: no title, no name, numbers and hashes alone. */
const mailPlace = ({ mailer, keys }: Instance, to: string): AnchorPlace => ({
  kind: 'mail',
  keep: (checkpoint) =>
    mailer.send({
      to,
      subject: 'Ancre du journal d’audit',
      text: [
        'Gardez ce message : il permet de voir si le journal d’audit a été coupé ou remis à un état antérieur.',
        'Pour vérifier : maroquin audit verify --anchors FICHIER, où FICHIER contient la ligne ci-dessous.',
        `Empreinte de la clé qui signe : ${fingerprint(keys.instance.auditPublicKey)}`,
        '',
        checkpointLine(checkpoint),
        '',
      ].join('\n'),
    }),
});

/** Keeps the ends of chains elsewhere, and verifies each chain once a night. */
export function auditSchedules(instance: Instance, checks: ChainChecks): Schedule[] {
  const { database, clock, logger, config } = instance;
  const { folder, mail } = config.auditAnchors;
  const anchoring = (name: string, cron: string, place: AnchorPlace): Schedule => ({
    name,
    cron,
    run: async (orgIds) => {
      for (const orgId of orgIds) await anchorChain({ database, clock, logger, places: [place] }, orgId);
    },
  });
  return [
    ...(folder === null ? [] : [anchoring('audit.anchor', '*/5 * * * *', new AnchorFolder(folder))]),
    ...(mail === null ? [] : [anchoring('audit.mail', '12 * * * *', mailPlace(instance, mail))]),
    {
      name: 'audit.verify',
      cron: '41 2 * * *',
      run: async (orgIds) => {
        for (const orgId of orgIds) await checks.check(orgId);
      },
    },
  ];
}
