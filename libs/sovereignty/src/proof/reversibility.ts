import { Injectable } from '@nestjs/common';
import { type Finding, holds } from './finding.js';

/** A small export that was made and verified. */
export interface TriedExport {
  readonly organisations: number;
  readonly entries: number;
  readonly bytes: number;
  readonly list: string;
  readonly milliseconds: number;
  readonly unreadable: number;
  readonly faults: readonly string[];
}
export type TryExport = () => Promise<TriedExport>;

/** The lib that makes exports stands beside this one: the server says here how one is tried. */
@Injectable()
export class Reversibility {
  private tryExport: TryExport | undefined;

  use(tryExport: TryExport): void {
    this.tryExport = tryExport;
  }

  get tried(): TryExport | undefined {
    return this.tryExport;
  }
}

/** 6. What an organisation has leaves in formats that need no Maroquin, and is verified without it. */
export async function checkReversibility(tryExport: TryExport | undefined): Promise<Finding[]> {
  if (tryExport === undefined)
    return [holds(null, 'Aucun export n’a pu être tenté ici.', 'No export could be tried here.')];
  const { organisations, entries, bytes, list, milliseconds, unreadable, faults } = await tryExport();
  if (organisations === 0)
    return [holds(null, 'Il n’y a pas d’organisation à exporter.', 'There is no organisation to export.')];
  const facts = [entries, bytes, milliseconds].map(String);
  return [
    holds(
      entries > 0,
      `Export d’essai fait de ${String(organisations)} organisations : ${facts[0] ?? ''} entrées, ${facts[1] ?? ''} octets, en ${facts[2] ?? ''} ms.`,
      `A trial export of ${String(organisations)} organisations was made: ${facts[0] ?? ''} entries, ${facts[1] ?? ''} bytes, in ${facts[2] ?? ''} ms.`,
    ),
    holds(
      faults.length === 0,
      faults.length === 0
        ? `Sa signature et l’empreinte de chaque entrée sont vérifiées ; liste : ${list}.`
        : `L’export d’essai ne se vérifie pas : ${faults.slice(0, 5).join(', ')}.`,
      faults.length === 0
        ? `Its signature and the digest of every entry were verified; list: ${list}.`
        : `The trial export does not verify: ${faults.slice(0, 5).join(', ')}.`,
    ),
    holds(
      unreadable === 0,
      unreadable === 0
        ? 'Tout ce qui a été demandé a pu être lu.'
        : `Éléments qui ne peuvent plus être lus : ${String(unreadable)}. Un export les nomme.`,
      unreadable === 0
        ? 'All that was asked for could be read.'
        : `Items that cannot be read any more: ${String(unreadable)}. An export names them.`,
    ),
  ];
}
