import type { ChainChecks } from '@maroquin/access';
import { anchorPlaces } from '@maroquin/platform/anchors';
import {
  anchorChain,
  type AnchorKind,
  type AnchorOutcomes,
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

const NAMES: Readonly<Record<AnchorKind, string>> = {
  folder: 'audit.anchor',
  mail: 'audit.mail',
  'time-stamp': 'audit.time-stamp',
  bucket: 'audit.bucket',
  syslog: 'audit.syslog',
};
/** How often, by place: what costs somebody else something, once an hour. */
const WHEN: Readonly<Record<AnchorKind, string>> = {
  folder: '*/5 * * * *',
  syslog: '*/5 * * * *',
  mail: '12 * * * *',
  'time-stamp': '22 * * * *',
  bucket: '32 * * * *',
};

/** Keeps the ends of chains elsewhere, and verifies each chain once a night. */
export function auditSchedules(
  instance: Instance,
  checks: ChainChecks,
  outcomes: AnchorOutcomes,
): Schedule[] {
  const { database, clock, logger, config } = instance;
  const { mail } = config.auditAnchors;
  const places = [...anchorPlaces(config, clock), ...(mail === null ? [] : [mailPlace(instance, mail)])];
  const anchoring = (place: AnchorPlace): Schedule => ({
    name: NAMES[place.kind],
    cron: WHEN[place.kind],
    run: async (orgIds) => {
      for (const orgId of orgIds)
        await anchorChain({ database, clock, logger, places: [place], outcomes }, orgId);
    },
  });
  return [
    ...places.map(anchoring),
    {
      name: 'audit.verify',
      cron: '41 2 * * *',
      run: async (orgIds) => {
        for (const orgId of orgIds) await checks.check(orgId);
      },
    },
  ];
}
